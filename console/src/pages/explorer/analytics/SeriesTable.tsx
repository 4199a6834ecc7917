/** The numbers behind a picture over time: a row for each stretch of time, a column for each line. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

import { FEW } from '~/lib/change'
import { DataTable, type Column } from '~/ui/DataTable'
import type { Mark } from './mark'
import { MarkButton } from './MarkButton'
import { endOf, type Series } from './series'
import { bucketText } from './time-axis'
import { useAnalysis, useLook } from './use-analytics'
import { HEIGHT } from './use-answer'

/** More columns than these are for a file. */
const LINES_MOST = 12

type Props = { label: string; series: Series; onMark: (mark: Mark) => void }

export function SeriesTable({ label, series, onMark }: Props) {
  const { t } = useTranslation('analytics')
  const look = useLook()
  const { fn } = useAnalysis()
  const columns = useMemo(() => {
    const time: Column<number> = {
      id: '=time',
      header: t('time'),
      value: (index) => series.starts[index],
      width: '190px',
      cell: (index) => <MarkButton mark={{ title: bucketText(series, index, look.clock), said: '', time: { from: series.starts[index]!, to: endOf(series, index) } }} onMark={onMark} />,
    }
    const lines = series.lines.slice(0, LINES_MOST).map(({ group, numbers, ns }): Column<number> => ({
      id: group.key,
      header: series.by.length > 0 ? look.name(group) : t(`short.${fn}`),
      unit: series.unit,
      value: (index) => numbers[index],
      cell: (index) => <span className={`num ${fn !== 'count' && ns[index]! < FEW ? 'muted' : ''}`}>{look.number(numbers[index], series.unit)}</span>,
    }))
    const only = series.lines.length === 1 && fn !== 'count' ? series.lines[0] : undefined
    const n: Column<number>[] = only ? [{ id: '=n', header: t('n'), title: t('nHint'), unit: '', value: (index) => only.ns[index] }] : []
    return [time, ...lines, ...n]
  }, [series, look, fn, onMark, t])
  return <DataTable label={label} columns={columns} rows={series.starts.map((_, index) => index)} rowKey={String} compact maxHeight={HEIGHT} sort={{ id: '=time', descending: true }} />
}
