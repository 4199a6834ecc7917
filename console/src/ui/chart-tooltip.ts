/**
 * What stands in a chart's tooltip: a title, rows aligned under each other, a word below. Made of
 * elements, so that no value can be taken for markup. Knows nothing of questions.
 */
import classes from './chart-tooltip.module.css'

export type TooltipRow = {
  /** Of the mark; without one there is no mark. */
  color?: string
  label: string
  text: string
  /** Stands on little, or is beside the point. */
  faint?: boolean
}

export type Tooltip = { title: string; rows: TooltipRow[]; note?: string }

export function tooltipElement({ title, rows, note }: Tooltip): HTMLElement {
  const box = element('div', classes.box!)
  box.append(element('div', classes.title!, title))
  const grid = element('div', classes.grid!)
  for (const row of rows) grid.append(...cells(row))
  box.append(grid)
  if (note) box.append(element('div', classes.note!, note))
  return box
}

function cells({ color, label, text, faint }: TooltipRow): HTMLElement[] {
  const mark = element('span', classes.mark!)
  if (color) mark.style.background = color
  const shown = [mark, element('span', classes.label!, label), element('span', classes.text!, text)]
  if (faint) for (const cell of shown) cell.classList.add(classes.faint!)
  return shown
}

function element(tag: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(tag)
  made.className = className
  made.textContent = text
  return made
}

const APART = 16

type Size = { contentSize: [number, number]; viewSize: [number, number] }

/** At the side of the cursor that has room, never under it; within the chart's height. */
export function tipPlace(point: [number, number], { contentSize, viewSize }: Size): [number, number] {
  const [width, height] = contentSize
  const right = point[0] + APART
  const x = right + width <= viewSize[0] ? right : Math.max(0, point[0] - APART - width)
  return [x, Math.max(0, Math.min(point[1] - height / 2, viewSize[1] - height))]
}
