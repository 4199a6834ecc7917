/**
 * Which rows of the table are drawn, and how wide its columns are. Rows are the events themselves:
 * a table library's model of them took longer to make, for 10,000, than a page takes to arrive.
 */
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState, type CSSProperties, type RefObject } from 'react'

import type { EventJson } from '~/api/queries'
import type { EventName } from '~/search-params'
import { keyOf } from '../event-key'
import { growing } from './columns'
import type { TableColumn } from './use-columns'

export const ROW = 28
/** As high as a row. */
const HEADER = ROW
/** So many rows before the end the next page is asked for; of a short list, half of it: not before somebody scrolls. */
const AHEAD = 150
/** Drawn beyond what is in sight, so that a quick turn of the wheel meets no gap. */
const OVERSCAN = 12

type More = { hasMore: boolean; onMore: () => void }

/** Only rows in sight; more are asked for before their end is. */
export function useVirtualRows(box: RefObject<HTMLElement | null>, count: number, { hasMore, onMore }: More) {
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: OVERSCAN,
    scrollMargin: HEADER,
    scrollPaddingStart: HEADER,
  })
  const last = virtual.getVirtualItems().at(-1)?.index ?? 0
  useEffect(() => {
    if (hasMore && last >= count - Math.min(AHEAD, count / 2)) onMore()
  }, [hasMore, last, count, onMore])
  return virtual
}

/** From what the virtualizer knows: asking the document would have it laid out at once. */
export function isInSight({ scrollOffset, scrollRect }: ReturnType<typeof useVirtualRows>, index: number): boolean {
  const top = scrollOffset ?? 0
  return index * ROW >= top && HEADER + (index + 1) * ROW <= top + (scrollRect?.height ?? 0)
}

/** CSS variables, so that dragging a width draws no row again. One column grows with the window. */
export function useSizes(columns: readonly TableColumn[], widths: readonly number[]): CSSProperties {
  const grows = growing(columns.map(({ path }) => path))
  const tracks = widths.map((width, index) => (columns[index]!.path === grows ? `minmax(${width}px, 1fr)` : `${width}px`))
  const whole = widths.reduce((sum, width) => sum + width, 0)
  return { '--columns': tracks.join(' '), '--whole': `${whole}px` } as CSSProperties
}

const NONE: ReadonlySet<string> = new Set()
const NEWEST = 200

/** Which rows came since the last time, to let them be seen; none of the first. */
export function useFresh(rows: EventJson[], kind: EventName, live: boolean): ReadonlySet<string> {
  const seen = useRef<Set<string>>(undefined)
  const [fresh, setFresh] = useState(NONE)
  useEffect(() => {
    if (!live) {
      seen.current = undefined
      return
    }
    const newest = rows.slice(0, NEWEST).map((row) => keyOf(row, kind))
    if (seen.current) setFresh(new Set(newest.filter((key) => !seen.current!.has(key))))
    seen.current = new Set(newest)
  }, [rows, kind, live])
  return live ? fresh : NONE
}
