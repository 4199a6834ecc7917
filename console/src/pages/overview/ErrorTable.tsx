/** What the chart of errors draws, as numbers: a row a stretch of time, each a way to its errors. */
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

import { useFormat } from '~/lib/use-format'
import { DataTable, type Column } from '~/ui/DataTable'
import { errorTerm, type ErrorSeries } from './error-series'
import classes from './Overview.module.css'
import { chartStep, ERROR_FIELDS, type ErrorsBy } from './questions'
import { useOverview } from './use-overview'
import { useTimeWords } from '~/lib/use-time-words'

type Row = { at: number; from: number }

export function ErrorTable({ errors, by }: { errors: ErrorSeries; by: ErrorsBy }) {
  const { t } = useTranslation('overview')
  const { t: common } = useTranslation()
  const { asking, moment } = useOverview()
  const format = useFormat()
  const step = chartStep(asking.range)
  const { span } = useTimeWords(step)
  const { series, times } = errors
  const all = ({ at }: Row) => series.reduce((sum, { counts }) => sum + counts[at]!, 0)
  const columns: Column<Row>[] = [
    { id: 'time', header: t('errors.time'), value: ({ from }) => from, width: '260px', cell: ({ from }) => span(from, from + step) },
    { id: 'all', header: t('errors.all'), value: all, unit: '' },
    ...series.map((one, index): Column<Row> => ({
      id: `series-${index}`,
      header: one.rest ? t('top.rest') : (one.value ?? common('noValue')),
      value: ({ at }) => one.counts[at]!,
      unit: '',
      cell: ({ at, from }) => {
        const link = moment(from, step, { event: 'error', q: errorTerm(ERROR_FIELDS[by], one, series) })
        return <Link className={classes.cell} {...link}>{format.count(one.counts[at])}</Link>
      },
    })),
  ]
  return (
    <DataTable
      label={t('errors.table')}
      columns={columns}
      rows={times.map((from, at) => ({ at, from })).reverse()}
      rowKey={({ from }) => String(from)}
      rowLink={({ from }) => moment(from, step, { event: 'error' })}
      maxHeight={220}
      compact
    />
  )
}
