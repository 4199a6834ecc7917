/** How the numbers of a measure are spread: bars up to the 99th percentile, what is past it as one. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

import type { Cell } from '~/api/ask'
import { useFormat } from '~/lib/use-format'
import { Chart, type ChartPick } from '~/ui/Chart'
import { tooltipElement } from '~/ui/chart-tooltip'
import { DataTable, type Column } from '~/ui/DataTable'
import { N } from '~/ui/Tile'
import type { ViewProps } from './Analytics'
import { toCsv } from './csv'
import type { HistogramBucket, Percentiles } from './distribution'
import { Frame } from './Frame'
import frame from './Frame.module.css'
import type { Mark } from './mark'
import { MarkButton, useMark } from './MarkButton'
import { distributionDrawing } from './drawing-distribution'
import { useAnalysis, useLook, useTitle } from './use-analytics'
import { Answered, HEIGHT, Nothing } from './use-answer'
import { useDistribution } from './use-distribution'
import { usePictureText } from './use-picture-text'

export function DistributionView({ onMark }: ViewProps) {
  const { t } = useTranslation('analytics')
  const look = useLook()
  const title = useTitle(useAnalysis())
  const text = usePictureText()
  const pick = useMark(onMark)
  const shown = useDistribution()
  const { asking, query, percentiles, distribution, marks, n, markOf } = shown
  const drawing = useDrawing(shown)
  const press = ({ index, at, alt }: ChartPick) => {
    const bucket = distribution.buckets[index]
    if (bucket) pick({ ...markOf(bucket), at }, alt)
  }
  const legend = marks.map(({ name, value }) => ({ text: name, value: look.number(value, distribution.unit) }))
  const label = t('chart.distribution', { what: title, marks: legend.map((mark) => `${mark.text} ${mark.value}`).join(', ') })
  return (
    <Answered query={query} queryKey={asking.queryKey}>
      {(data) => (
        <Frame
          query={query}
          queryKey={asking.queryKey}
          headline={<Marks what={title} marks={marks} unit={distribution.unit} n={n} />}
          csv={() => toCsv({ columns: data.columns, rows: data.rows as Cell[][] }, 'count')}
          picture={() => ({ kind: 'chart', ...text, legend, drawing, height: HEIGHT })}
          worked={[data, percentiles]}
          table={() => <Buckets label={title} shown={shown} onMark={onMark} />}
        >
          {distribution.n === 0 ? <Nothing /> : <Chart drawing={drawing} height={HEIGHT} label={label} onPick={press} />}
        </Frame>
      )}
    </Answered>
  )
}

type Shown = ReturnType<typeof useDistribution>

function useDrawing({ distribution, marks, textOf }: Shown) {
  const { t } = useTranslation('analytics')
  const look = useLook()
  const format = useFormat()
  return useMemo(() => {
    const tooltip = (bucket: HistogramBucket) => {
      const count = { label: t('events'), text: look.number(bucket.count, '') }
      const share = { label: t('share'), text: format.share(bucket.count / (distribution.n || 1)) }
      return tooltipElement({ title: textOf(bucket), rows: [count, share] })
    }
    return distributionDrawing({ ...look, distribution, marks, tooltip })
  }, [look, distribution, marks, textOf, format, t])
}

function Buckets({ label, shown, onMark }: { label: string; shown: Shown; onMark: (mark: Mark) => void }) {
  const { t } = useTranslation('analytics')
  const { field = '' } = useAnalysis()
  const { distribution, textOf, markOf } = shown
  const columns: Column<HistogramBucket>[] = [
    { id: 'from', header: field, value: ({ from }) => from, cell: (bucket) => <MarkButton mark={markOf(bucket)} onMark={onMark} text={textOf(bucket)} /> },
    { id: 'count', header: t('events'), unit: '', value: ({ count }) => count, width: '120px' },
    { id: 'share', header: t('share'), unit: 'share', bar: true, value: ({ count }) => count / (distribution.n || 1), width: '160px' },
  ]
  return <DataTable label={label} columns={columns} rows={distribution.buckets} rowKey={({ from }) => String(from)} compact maxHeight={HEIGHT} />
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
