/**
 * A chart, drawn on a canvas: sized by its box, drawn again when that or the drawing changes. Hover
 * explains, a press picks, dragging picks a stretch. Knows nothing of questions.
 */
import { useEffect, useRef, useState } from 'react'

import { tipPlace } from './chart-tooltip'
import classes from './Chart.module.css'
import type { Drawing, Size } from './chart/drawing'
import { fit, paint } from './chart/paint'
import type { Lit } from './chart/paint-plot'
import { watchPointer, type ChartPick } from './chart/pointer'

export type { ChartPick }

export type ChartProps = {
  drawing: Drawing
  height: number
  /** What the chart says, for those who cannot see it. */
  label: string
  /** The chart was pressed: anywhere in a plot, or on a slice. */
  onPick?: (pick: ChartPick) => void
  /** The buckets at the two ends of what was dragged. */
  onZoom?: (from: number, to: number) => void
  /** The series that is to stand out, by its name. */
  lit?: string
}

export function Chart({ drawing, height, label, onPick, onZoom, lit }: ChartProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const tip = useRef<HTMLDivElement>(null)
  const width = useWidth(canvas)
  const now = useRef({ drawing, onPick, onZoom, size: { width, height }, lit: {} as Lit })
  now.current = { ...now.current, drawing, onPick, onZoom, size: { width, height } }

  useEffect(() => {
    const element = canvas.current!
    const draw = (looked: Lit) => {
      now.current.lit = looked
      repaint(element, now.current.drawing, now.current.size, looked)
      explain(tip.current!, element, now.current.drawing, looked)
    }
    return watchPointer(element, () => now.current, draw)
  }, [])

  useEffect(() => {
    now.current.lit = { ...now.current.lit, series: lit }
    // What the tooltip said was of the drawing before.
    delete tip.current!.dataset.index
    if (width > 0) repaint(canvas.current!, drawing, { width, height }, now.current.lit)
  }, [drawing, width, height, lit])

  return (
    <div className={classes.box} style={{ height }}>
      <canvas ref={canvas} className={classes.canvas} role="img" aria-label={label} data-zooms={onZoom ? true : undefined} />
      <div ref={tip} className={classes.tip} hidden />
    </div>
  )
}

function repaint(element: HTMLCanvasElement, drawing: Drawing, size: Size, lit: Lit) {
  paint(fit(element, size, devicePixelRatio), drawing, size, lit)
}

/** Its width; a screen of another fineness counts as another width. */
function useWidth(canvas: React.RefObject<HTMLCanvasElement | null>): number {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(entry!.contentRect.width))
    observer.observe(canvas.current!.parentElement!)
    return () => observer.disconnect()
  }, [canvas])
  return width
}

/** The tooltip at the side of the pointer, where a bucket or slice is under it. */
function explain(tip: HTMLElement, element: HTMLElement, drawing: Drawing, { index, at, stretch }: Lit) {
  const isShown = index !== undefined && at !== undefined && !stretch && drawing.tooltip !== undefined
  tip.hidden = !isShown
  if (!isShown) return
  if (tip.dataset.index !== String(index)) tip.replaceChildren(drawing.tooltip!(index))
  tip.dataset.index = String(index)
  const [x, y] = tipPlace(at, { contentSize: [tip.offsetWidth, tip.offsetHeight], viewSize: [element.clientWidth, element.clientHeight] })
  tip.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`
}
