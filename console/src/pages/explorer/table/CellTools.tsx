/**
 * What can be done with the value under the pointer, over the end of its cell. One for the whole
 * table, with a state of its own, so that moving the pointer draws no row again.
 */
import { IconFilter } from '@tabler/icons-react'
import { useEffect, useRef, useState, type RefObject } from 'react'

import type { EventJson, Json } from '~/api/queries'
import { ValueMenu } from '~/ui/ValueMenu'
import { keysOf, valueAt } from '../event-path'
import { useValueActions } from '../use-value-actions'
import classes from './EventTable.module.css'

type Hovered = { event: EventJson; path: string; top: number; right: number }
type Props = { box: RefObject<HTMLElement | null>; rows: EventJson[]; rowHeight: number }

/** While rows move under a pointer that rests, nothing is meant. */
const SETTLED_MS = 150

export function CellTools({ box, rows, rowHeight }: Props) {
  const tools = useRef<HTMLSpanElement>(null)
  const hovered = useHovered(box, tools, rows, rowHeight)
  const actionsOf = useValueActions()
  const value = hovered && plainValue(hovered.event, hovered.path)
  if (!hovered || value === undefined || hovered.path === 'date') return null
  const { path, top, right } = hovered
  const { onFilter, onExclude, onGroup } = actionsOf(path, value)
  return (
    <span ref={tools} className={classes.tools} style={{ top, right }} onClick={(click) => click.stopPropagation()}>
      <ValueMenu key={`${path} ${top}`} field={path} value={value} onFilter={onFilter} onExclude={onExclude} onGroup={onGroup}>
        <span className={classes.tool}>
          <IconFilter size={13} aria-hidden />
        </span>
      </ValueMenu>
    </span>
  )
}

/** A text, number or boolean; the first of a list; undefined of what no term could name. */
function plainValue(event: EventJson, path: string): string | number | boolean | null | undefined {
  const found: Json = valueAt(event, keysOf(path)) ?? null
  const one = Array.isArray(found) ? (found[0] ?? null) : found
  return typeof one === 'object' && one !== null ? undefined : one
}

function useHovered(box: Props['box'], tools: RefObject<HTMLElement | null>, rows: EventJson[], rowHeight: number) {
  const [hovered, setHovered] = useState<Hovered>()
  useEffect(() => {
    const node = box.current
    if (!node) return
    let scrolledAt = 0
    const isBusy = () => tools.current?.querySelector('[aria-expanded="true"]')
    const onOver = (event: PointerEvent) => {
      if (isBusy() || tools.current?.contains(event.target as Node) || event.timeStamp - scrolledAt < SETTLED_MS) return
      setHovered(cellUnder(event.target as HTMLElement, rows, rowHeight))
    }
    const onScroll = (event: Event) => {
      scrolledAt = event.timeStamp
      setHovered(undefined)
    }
    const onLeave = () => isBusy() || setHovered(undefined)
    node.addEventListener('pointerover', onOver)
    node.addEventListener('pointerleave', onLeave)
    node.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      node.removeEventListener('pointerover', onOver)
      node.removeEventListener('pointerleave', onLeave)
      node.removeEventListener('scroll', onScroll)
    }
  }, [box, tools, rows, rowHeight])
  return hovered
}

function cellUnder(target: HTMLElement, rows: EventJson[], rowHeight: number): Hovered | undefined {
  const cell = target.closest<HTMLElement>('[data-column]')
  const row = cell?.closest<HTMLElement>('[data-index]')
  const index = Number(row?.dataset.index)
  const event = rows[index]
  if (!cell || !row || !event) return undefined
  const right = row.clientWidth - cell.offsetLeft - cell.offsetWidth + 2
  return { event, path: cell.dataset.column!, top: index * rowHeight + 4, right }
}
