/**
 * Events as a table of any length: only the rows in sight are drawn, and more are asked for before
 * the end is reached. Widths are CSS variables, so that dragging one draws no row again.
 */
import { getCoreRowModel, useReactTable, type ColumnDef } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef, useState, type CSSProperties, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import type { EventJson } from '~/api/queries'
import { useFormat } from '~/lib/use-format'
import { isNamed, keyOf } from '../event-key'
import { CellTools } from './CellTools'
import { growing } from './columns'
import classes from './EventTable.module.css'
import { HeaderCell } from './HeaderCell'
import { Row } from './Row'
import { SkeletonRows } from './SkeletonRows'
import { useColumns } from './use-columns'

const ROW = 28
const HEADER = 28
/** So many rows before the end the next page is asked for. */
const AHEAD = 150

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
  const { rows, open, onOpen, hasMore, onMore, onHeld, onReady, isLoading, isStale } = props
  const { t } = useTranslation('explorer')
  const format = useFormat()
  const box = useRef<HTMLDivElement>(null)
  const { event, columns, widths, move, choose, paths, setWidth } = useColumns()
  const style = useSizes(columns, widths)
  const model = useModel(rows, columns, widths, event)
  const virtual = useVirtualizer({
    count: model.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: 12,
    scrollMargin: HEADER,
    scrollPaddingStart: HEADER,
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasMore && last >= rows.length - AHEAD) onMore()
  }, [hasMore, last, rows.length, onMore])
  useEffect(() => onReady(() => box.current?.scrollTo({ top: 0 })), [onReady])
  const openIndex = useMemo(() => (open === undefined ? -1 : rows.findIndex((row) => isNamed(row, event, open))), [rows, open, event])
  useEffect(() => {
    if (openIndex >= 0) virtual.scrollToIndex(openIndex, { align: 'auto' })
  }, [open])
  const fresh = useFresh(rows, event, props.live)

  const onClick = (click: MouseEvent) => {
    const index = rowOf(click.target)
    const row = index === undefined ? undefined : rows[index]
    if (row && document.getSelection()?.isCollapsed !== false) onOpen(row)
  }
  const onKeyDown = (key: KeyboardEvent) => {
    if (key.target !== box.current) return
    const row = walk(rows, openIndex, key.key)
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
      onPointerEnter={() => props.live && onHeld(true)}
      onPointerLeave={() => onHeld((box.current?.scrollTop ?? 0) > 0)}
    >
      <div className={`${classes.table} ${isStale ? classes.stale : ''}`}>
        <div className={classes.header} role="row" aria-rowindex={1}>
          {columns.map((column, index) => (
            <HeaderCell
              key={column.path}
              column={column}
              index={index}
              last={index === columns.length - 1}
              width={widths[index]!}
              onMove={move}
              onHide={() => choose(paths.filter((path) => path !== column.path))}
              onWidth={(width) => setWidth(column.path, width)}
              onGroup={() => props.onGroup(column.path)}
            />
          ))}
        </div>
        {isLoading ? (
          <SkeletonRows columns={columns.length} />
        ) : (
          <div className={classes.body} role="rowgroup" style={{ height: virtual.getTotalSize() }}>
            {items.map(({ index }) => {
              const row = model[index]!
              return (
                <Row
                  key={row.id}
                  id={`row-${index}`}
                  event={row.original}
                  index={index}
                  top={index * ROW}
                  columns={columns}
                  isOpen={index === openIndex}
                  isFresh={fresh.has(row.id)}
                  format={format}
                />
              )
            })}
            <CellTools box={box} rows={rows} rowHeight={ROW} />
          </div>
        )}
        {props.end && <div className={classes.end} data-whole={rows.length === 0 || undefined}>{props.end}</div>}
      </div>
    </div>
  )
}

type Columns = ReturnType<typeof useColumns>['columns']

function useModel(rows: EventJson[], columns: Columns, widths: number[], kind: ReturnType<typeof useColumns>['event']) {
  const defs = useMemo(
    () => columns.map(({ path, label }): ColumnDef<EventJson> => ({ id: path, header: label, accessorFn: (row) => row })),
    [columns],
  )
  const table = useReactTable({
    data: rows,
    columns: defs,
    state: { columnSizing: Object.fromEntries(columns.map(({ path }, index) => [path, widths[index]!])) },
    getRowId: (row) => keyOf(row, kind),
    getCoreRowModel: getCoreRowModel(),
  })
  return table.getRowModel().rows
}

/** One column grows with the window; the others are as wide as they are. */
function useSizes(columns: Columns, widths: number[]): CSSProperties {
  const grows = growing(columns.map(({ path }) => path))
  const tracks = widths.map((width, index) => (columns[index]!.path === grows ? `minmax(${width}px, 1fr)` : `${width}px`))
  const whole = widths.reduce((sum, width) => sum + width, 0)
  return { '--columns': tracks.join(' '), '--whole': `${whole}px` } as CSSProperties
}

/** Which rows came since the last time, to let them be seen; none of the first. */
function useFresh(rows: EventJson[], kind: Parameters<typeof keyOf>[1], live: boolean): ReadonlySet<string> {
  const seen = useRef<Set<string>>(undefined)
  const [fresh, setFresh] = useState<ReadonlySet<string>>(NONE)
  useEffect(() => {
    if (!live) {
      seen.current = undefined
      return
    }
    const newest = rows.slice(0, 200).map((row) => keyOf(row, kind))
    if (seen.current) setFresh(new Set(newest.filter((key) => !seen.current!.has(key))))
    seen.current = new Set(newest)
  }, [rows, kind, live])
  return live ? fresh : NONE
}

const NONE: ReadonlySet<string> = new Set()

function rowOf(target: EventTarget): number | undefined {
  const index = (target as Element).closest?.('[data-index]')?.getAttribute('data-index')
  return index == null ? undefined : Number(index)
}

function walk(rows: EventJson[], open: number, key: string): EventJson | undefined {
  const step = { ArrowDown: 1, ArrowUp: -1 }[key]
  if (key === 'Enter') return rows[Math.max(open, 0)]
  if (!step || rows.length === 0) return undefined
  return rows[open < 0 ? 0 : Math.max(0, Math.min(open + step, rows.length - 1))]
}
