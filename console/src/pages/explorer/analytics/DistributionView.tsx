/** How the numbers of a measure are spread: bars up to the 99th percentile, what is past it as one. */
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

import type { Cell } from '~/api/ask'
import { histogram } from '~/api/queries'
import { useFormat } from '~/lib/use-format'
import type { ChartPick } from '~/ui/chart-pointer'
import { tooltipElement } from '~/ui/chart-tooltip'
import { LazyChart } from '~/ui/LazyChart'
import { N } from '~/ui/Tile'
import { DataTable, type Column } from '~/ui/DataTable'
import type { ViewProps } from './Analytics'
import { toCsv } from './csv'
import { toDistribution, toPercentiles, type HistogramBucket, type Percentiles } from './distribution'
import { Frame } from './Frame'
import frame from './Frame.module.css'
import { MarkButton, useMark } from './MarkButton'
import { distributionOption } from './option-distribution'
import { histogramQuestion, marksQuestion } from './questions'
import { useAnalysis, useLook, useTitle, useWhere } from './use-analytics'
import { Answered, HEIGHT, Nothing, useAsk } from './use-answer'
import { usePictureText } from './use-picture-text'

export function DistributionView({ onMark }: ViewProps) {
  const { t } = useTranslation('analytics')
  const asked = useAnalysis()
  const where = useWhere()
  const look = useLook()
  const format = useFormat()
  const title = useTitle(asked)
  const text = usePictureText()
  const pick = useMark(onMark)
  const asking = histogram(histogramQuestion(asked, where))
  const query = useQuery(asking)
  const percentiles = useAsk(marksQuestion(asked, where))
  const answer = query.data
  const distribution = useMemo(() => toDistribution({ columns: answer?.columns ?? [], rows: (answer?.rows ?? []) as Cell[][] }), [answer])
  const { marks, n } = useMemo(() => (percentiles.data ? toPercentiles(percentiles.data) : { marks: [], n: undefined }), [percentiles.data])
  const { buckets, unit } = distribution
  const bucketText = useMemo(
    () =>
      ({ from, to }: HistogramBucket) =>
        to === null ? t('andLarger', { from: look.number(from, unit) }) : `${look.number(from, unit)} – ${look.number(to, unit)}`,
    [look, unit, t],
  )
  const option = useMemo(() => {
    const tooltip = (bucket: HistogramBucket) =>
      tooltipElement({ title: bucketText(bucket), rows: [{ label: t('events'), text: look.number(bucket.count, '') }, { label: t('share'), text: format.share(bucket.count / (distribution.n || 1)) }] })
    return distributionOption({ ...look, distribution, marks, tooltip })
  }, [look, distribution, marks, bucketText, format, t])
  const markOf = (bucket: HistogramBucket) => ({ title: `${asked.field} ${bucketText(bucket)}`, said: look.number(bucket.count, ''), bucket: { field: asked.field!, unit, ...bucket } })
  const press = ({ x, at, alt }: ChartPick) => {
    const bucket = buckets[Math.round(x)]
    if (bucket) pick({ ...markOf(bucket), at }, alt)
  }
  const columns: Column<HistogramBucket>[] = [
    { id: 'from', header: asked.field ?? '', value: ({ from }) => from, cell: (bucket) => <MarkButton mark={markOf(bucket)} onMark={onMark} text={bucketText(bucket)} /> },
    { id: 'count', header: t('events'), unit: '', value: ({ count }) => count, width: '120px' },
    { id: 'share', header: t('share'), unit: 'share', bar: true, value: ({ count }) => count / (distribution.n || 1), width: '160px' },
  ]
  const legend = () => marks.map(({ name, value }) => ({ text: name, value: look.number(value, unit) }))
  const label = t('chart.distribution', { what: title, marks: marks.map(({ name, value }) => `${name} ${look.number(value, unit)}`).join(', ') })
  return (
    <Answered query={query} queryKey={asking.queryKey}>
      {(data) => (
        <Frame
          query={query} queryKey={asking.queryKey}
          headline={<Marks what={title} marks={marks} unit={unit} n={n} />}
          csv={() => toCsv({ columns: data.columns, rows: data.rows as Cell[][] }, 'count')}
          picture={() => ({ kind: 'chart', ...text, legend: legend(), option, height: HEIGHT })}
          worked={[{ ...data, rows: data.rows }, percentiles.data]}
          table={() => <DataTable label={title} columns={columns} rows={buckets} rowKey={({ from }) => String(from)} compact maxHeight={HEIGHT} />}
        >
          {distribution.n === 0 ? <Nothing /> : <LazyChart option={option} height={HEIGHT} label={label} onPick={press} />}
        </Frame>
      )}
    </Answered>
  )
}

function Marks({ what, marks, unit, n }: { what: string; marks: Percentiles; unit: string; n: number | undefined }) {
  const look = useLook()
  return (
    <p className={frame.headline}>
      <span className={frame.what}>{what}</span>
      {marks.map(({ name, value }) => (
        <span key={name}>
          <span className={frame.what}>{name} </span>
          <strong className="num">{look.number(value, unit)}</strong>
        </span>
      ))}
      {n !== undefined && <N value={n} />}
    </p>
  )
}
