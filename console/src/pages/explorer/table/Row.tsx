/** One event as a row: formatted once, drawn again only when it or the columns change. */
import { memo } from 'react'
import { useTranslation } from 'react-i18next'

import type { EventJson } from '~/api/queries'
import { NONE } from '~/lib/format'
import { valueAt } from '../event-path'
import { cellOf, type Format } from './cell'
import type { TableColumn } from './use-columns'
import classes from './EventTable.module.css'

type Props = {
  id: string
  event: EventJson
  index: number
  top: number
  columns: readonly TableColumn[]
  isOpen: boolean
  isFresh: boolean
  format: Format
}

export const Row = memo(function Row({ id, event, index, top, columns, isOpen, isFresh, format }: Props) {
  return (
    <div
      id={id}
      className={classes.row}
      style={{ transform: `translateY(${top}px)` }}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isOpen}
      data-index={index}
      data-fresh={isFresh || undefined}
    >
      {columns.map((column) => (
        <DataCell key={column.path} column={column} event={event} format={format} />
      ))}
    </div>
  )
})

function DataCell({ column, event, format }: { column: TableColumn; event: EventJson; format: Format }) {
  const { path, keys, field, numeric } = column
  const { text, rating } = cellOf(path, field, valueAt(event, keys), format)
  return (
    <div className={classes.cell} role="gridcell" data-column={path} data-number={numeric || undefined} title={text.length > 12 ? text : undefined}>
      {rating ? <Rated rating={rating} text={text} /> : text === NONE ? <span className={classes.none}>{NONE}</span> : text}
    </div>
  )
}

/** A judgement has a shape and a word beside its colour. */
function Rated({ rating, text }: { rating: 'good' | 'needs_improvement' | 'poor'; text: string }) {
  const { t } = useTranslation()
  return (
    <span className={classes.rated} data-rating={rating} title={`${text}: ${t(rating)}`}>
      {text}
    </span>
  )
}
