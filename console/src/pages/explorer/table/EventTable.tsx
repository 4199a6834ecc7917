/**
 * Events as a table of any length: only the rows in sight are drawn, and more are asked for before
 * the end is reached. A click opens an event; so do the arrow keys and Enter.
 */
import { useEffect, useMemo, useRef, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import type { EventJson } from '~/api/queries'
import { useFormat } from '~/lib/use-format'
import { isNamed, keyOf } from '../event-key'
import { CellTools } from './CellTools'
import classes from './EventTable.module.css'
import { HeaderRow } from './HeaderRow'
import { Row } from './Row'
import { SkeletonRows } from './SkeletonRows'
import { useColumns } from './use-columns'
import { isInSight, ROW, useFresh, useSizes, useVirtualRows } from './use-table'

export type EventTableProps = {
  rows: EventJson[]
  total: number | undefined
  isLoading: boolean
  isStale: boolean
  hasMore: boolean
  onMore: () => void
  /** Key of the open event. */
  open: string | undefined
  onOpen: (event: EventJson) => void
  onGroup: (path: string) => void
  /** Whether the reader is within the list: then nothing may move. */
  onHeld: (held: boolean) => void
  /** Told once, to scroll to the top from outside. */
  onReady: (scrollToTop: () => void) => void
  /** Under the last row, or instead of rows. */
  end: ReactNode
  live: boolean
}

export function EventTable(props: EventTableProps) {
  const { rows, open, onOpen, onHeld, onReady, isLoading, isStale, live } = props
  const { t } = useTranslation('explorer')
  const box = useRef<HTMLDivElement>(null)
  const table = useColumns()
  const style = useSizes(table.columns, table.widths)
  const openIndex = useOpenIndex(rows, table.event, open)
  useEffect(() => onReady(() => box.current?.scrollTo({ top: 0 })), [onReady])
  const onClick = (click: MouseEvent) => {
    const row = rows[rowOf(click.target)]
    // Who marks a text to copy it does not want to open anything.
    if (row && document.getSelection()?.isCollapsed !== false) onOpen(row)
  }
  const onKeyDown = (key: KeyboardEvent) => {
    const row = key.target === box.current ? walk(rows, openIndex, key.key) : undefined
    if (!row) return
    key.preventDefault()
    key.stopPropagation()
    onOpen(row)
  }
  return (
    <div
      ref={box}
      className={classes.box}
      role="grid"
      aria-label={t('table.label')}
      aria-rowcount={props.total ?? -1}
      aria-busy={isLoading || isStale}
      aria-activedescendant={openIndex >= 0 ? `row-${openIndex}` : undefined}
      tabIndex={0}
      style={style}
      onClick={onClick}
      onKeyDown={onKeyDown}
      onScroll={(scroll) => onHeld(scroll.currentTarget.scrollTop > 0)}
      onPointerEnter={() => live && onHeld(true)}
      onPointerLeave={() => onHeld((box.current?.scrollTop ?? 0) > 0)}
    >
      <div className={`${classes.table} ${isStale ? classes.stale : ''}`}>
        <HeaderRow table={table} onGroup={props.onGroup} />
        {isLoading ? <SkeletonRows columns={table.columns.length} /> : <Body {...props} box={box} table={table} openIndex={openIndex} />}
        {props.end && (
          <div className={classes.end} data-whole={rows.length === 0 || undefined}>
            {props.end}
          </div>
        )}
      </div>
    </div>
  )
}

type BodyProps = EventTableProps & {
  box: React.RefObject<HTMLDivElement | null>
  table: ReturnType<typeof useColumns>
  openIndex: number
}

function Body({ rows, open, openIndex, box, table: { columns, event }, live, hasMore, onMore }: BodyProps) {
  const format = useFormat()
  const virtual = useVirtualRows(box, rows.length, { hasMore, onMore })
  const fresh = useFresh(rows, event, live)
  useEffect(() => {
    if (openIndex >= 0 && !isInSight(virtual, openIndex)) virtual.scrollToIndex(openIndex, { align: 'auto' })
    // When another one is opened, not when rows come.
  }, [open])
  return (
    <div className={classes.body} role="rowgroup" style={{ height: virtual.getTotalSize() }}>
      {virtual.getVirtualItems().map(({ index }) => {
        const row = rows[index]
        if (!row) return null
        const key = keyOf(row, event)
        return (
          <Row
            key={key}
            id={`row-${index}`}
            event={row}
            index={index}
            top={index * ROW}
            columns={columns}
            isOpen={index === openIndex}
            isFresh={fresh.has(key)}
            format={format}
          />
        )
      })}
      <CellTools box={box} rows={rows} rowHeight={ROW} />
    </div>
  )
}

function useOpenIndex(rows: EventJson[], kind: ReturnType<typeof useColumns>['event'], open: string | undefined): number {
  return useMemo(() => (open === undefined ? -1 : rows.findIndex((row) => isNamed(row, kind, open))), [rows, open, kind])
}

/** The index of the row that was clicked; none is -1. */
function rowOf(target: EventTarget): number {
  return Number((target as Element).closest?.('[data-index]')?.getAttribute('data-index') ?? -1)
}

function walk(rows: EventJson[], open: number, key: string): EventJson | undefined {
  const step = { ArrowDown: 1, ArrowUp: -1 }[key]
  if (key === 'Enter') return rows[Math.max(open, 0)]
  if (!step || rows.length === 0) return undefined
  return rows[open < 0 ? 0 : Math.max(0, Math.min(open + step, rows.length - 1))]
}
