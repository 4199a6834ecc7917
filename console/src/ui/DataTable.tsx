/**
 * A small table of top values: sortable by its headings, a bar behind what is counted, its first
 * cell a link that the whole row follows. For lists of up to some hundred rows; what is longer is
 * virtualised by its page.
 */
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { Link, type LinkProps } from '@tanstack/react-router'
import { useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { useFormat } from '~/lib/use-format'
import classes from './DataTable.module.css'

export type Value = string | number | boolean | null | undefined

export type Column<Row> = {
  id: string
  /** The heading: one or two words. */
  header: string
  /** What the heading means, on hover. */
  title?: string
  /** What it is sorted by, and shown when there is no `cell`. */
  value: (row: Row) => Value
  /** The unit of a number, as the API names it ('' for a count): formats and aligns it. */
  unit?: string
  /** What is shown instead of the value. */
  cell?: (row: Row) => ReactNode
  /** A bar behind it, as long as its part of the largest. */
  bar?: boolean
  /** CSS width; the rest goes to the columns without one. */
  width?: string
  sortable?: boolean
  /** Left out where the table is narrow. */
  least?: boolean
  /** The heading is for readers of screens alone: of a column of buttons. */
  bare?: boolean
}

type Sort = { id: string; descending: boolean }

type Props<Row> = {
  /** What the table lists, for those who cannot see it. */
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** Where the row leads: its first cell becomes the link. */
  rowLink?: (row: Row) => LinkProps | undefined
  /** Without it, rows stay in the order they came in until a heading is pressed. */
  sort?: Sort
  /** Height in pixels beyond which the body scrolls under its headings. */
  maxHeight?: number
  compact?: boolean
}

export function DataTable<Row>({ label, columns, rows, rowKey, rowLink, sort, maxHeight, compact }: Props<Row>) {
  const [by, setBy] = useState<Sort | undefined>(sort)
  const sorted = useMemo(() => order(rows, columns, by), [rows, columns, by])
  const largest = useMemo(() => Object.fromEntries(columns.filter(({ bar }) => bar).map((column) => [column.id, most(rows, column)])), [rows, columns])
  return (
    <div className={classes.box} style={{ maxHeight }} tabIndex={maxHeight ? 0 : undefined} role={maxHeight ? 'region' : undefined} aria-label={maxHeight ? label : undefined}>
      <table className={classes.table} data-compact={compact || undefined} aria-label={label}>
        <colgroup>
          {columns.map(({ id, width, least }) => <col key={id} style={{ width }} data-least={least || undefined} />)}
        </colgroup>
        <thead>
          <tr>{columns.map((column) => <Heading key={column.id} column={column} by={by} onSort={setBy} />)}</tr>
        </thead>
        <tbody>
          {sorted.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column, index) => (
                <Cell key={column.id} column={column} row={row} largest={largest[column.id]} link={rowLink?.(row)} isFirst={index === 0} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Heading<Row>({ column, by, onSort }: { column: Column<Row>; by: Sort | undefined; onSort: (sort: Sort) => void }) {
  const { t } = useTranslation()
  const { id, header, title, unit, sortable = true, bare, least } = column
  const active = by?.id === id
  const Icon = active && !by.descending ? IconChevronUp : IconChevronDown
  // Numbers are wanted the largest first, names from A.
  const descending = active ? !by.descending : unit !== undefined
  return (
    <th scope="col" data-number={unit !== undefined || undefined} data-least={least || undefined} aria-sort={active ? (by.descending ? 'descending' : 'ascending') : undefined} title={title ?? header}>
      {sortable ? (
        <button type="button" onClick={() => onSort({ id, descending })} aria-label={t('table.sortBy', { column: header })}>
          <span>{header}</span>
          <Icon size={12} data-active={active || undefined} aria-hidden />
        </button>
      ) : (
        <span className={bare ? 'visually-hidden' : undefined}>{header}</span>
      )}
    </th>
  )
}

type CellProps<Row> = { column: Column<Row>; row: Row; largest: number | undefined; link: LinkProps | undefined; isFirst: boolean }

function Cell<Row>({ column, row, largest, link, isFirst }: CellProps<Row>) {
  const format = useFormat()
  const { unit, cell, least } = column
  const value = column.value(row)
  const said = cell ? cell(row) : <Said value={value} unit={unit} />
  const part = largest && typeof value === 'number' ? Math.max(0, value / largest) : 0
  const hover = typeof value === 'number' ? format.exact(value, unit ?? '') : typeof value === 'string' ? value : undefined
  return (
    <td data-number={unit !== undefined || undefined} data-least={least || undefined} title={cell ? undefined : hover}>
      {part > 0 && <span className={classes.bar} style={{ width: `${part * 100}%` }} aria-hidden />}
      {link && isFirst ? <Link {...link} className={classes.link}>{said}</Link> : <Rest said={said} link={cell ? undefined : link} />}
    </td>
  )
}

/** A number lies above the row's link, to tell its exact value; so it leads there itself, past the tab key. */
function Rest({ said, link }: { said: ReactNode; link: LinkProps | undefined }) {
  if (!link) return <span className={classes.said}>{said}</span>
  return <Link {...link} className={classes.number} tabIndex={-1}>{said}</Link>
}

function Said({ value, unit }: { value: Value; unit: string | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (typeof value === 'number') return <span className="num">{format.quantity(value, unit ?? '')}</span>
  if (value === null || value === undefined || value === '') return <span className="muted">{unit === undefined ? t('noValue') : '—'}</span>
  return String(value)
}

const most = <Row,>(rows: readonly Row[], column: Column<Row>) =>
  rows.reduce((max, row) => Math.max(max, Number(column.value(row)) || 0), 0)

/** No value is last whichever way it is sorted. */
function order<Row>(rows: readonly Row[], columns: readonly Column<Row>[], by: Sort | undefined): readonly Row[] {
  const column = columns.find(({ id }) => id === by?.id)
  if (!by || !column) return rows
  const collator = new Intl.Collator(undefined, { numeric: true })
  const sign = by.descending ? -1 : 1
  return [...rows].sort((one, other) => {
    const [a, b] = [column.value(one), column.value(other)]
    if (a == null || b == null) return Number(a == null) - Number(b == null)
    return sign * (typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b)))
  })
}
