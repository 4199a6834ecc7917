/** The picture of a measure's distribution for ECharts: bars that touch, percentiles as marks. Pure. */
import type { EChartsCoreOption } from 'echarts/core'

import { TOOLTIP } from '~/ui/chart-tooltip'
import type { Palette } from '~/ui/colors'
import { placeOf, type Distribution, type HistogramBucket, type Percentiles } from './distribution'
import { numberAxis } from './number-axis'
import { FONT } from './option-series'

export type DistributionPicture = {
  distribution: Distribution
  marks: Percentiles
  palette: Palette
  number: (value: number | null, unit: string) => string
  tooltip: (bucket: HistogramBucket) => HTMLElement
}

const LABELS_MOST = 10

export function distributionOption(picture: DistributionPicture): EChartsCoreOption {
  const { distribution, palette, number, tooltip } = picture
  const { buckets } = distribution
  const count = numberAxis(0, Math.max(0, ...buckets.map((bucket) => bucket.count)), '')
  return {
    textStyle: { fontFamily: FONT, fontSize: 12, color: palette.text },
    grid: { left: 8, right: 24, top: 40, bottom: 4, containLabel: true },
    // Two axes over the same bars: one of bars, one of the bounds between them.
    xAxis: [
      { type: 'category', data: buckets.map((_, index) => index), axisLabel: { show: false }, axisTick: { show: false }, axisLine: { lineStyle: { color: palette.hairline } } },
      boundsAxis(picture),
    ],
    yAxis: { type: 'value', ...count, axisLine: { show: false }, axisTick: { show: false }, axisLabel: { color: palette.muted, formatter: (value: number) => number(value, '') }, splitLine: { lineStyle: { color: palette.hairline } } },
    tooltip: { ...TOOLTIP, trigger: 'axis', axisPointer: { type: 'shadow', shadowStyle: { color: palette.muted, opacity: 0.1 } }, formatter: (at: unknown) => tooltip(bucketOf(at, buckets)) },
    series: [
      {
        type: 'bar',
        data: buckets.map((bucket) => ({ value: bucket.count, itemStyle: { color: bucket.to === null ? palette.other : palette.series[0] } })),
        barCategoryGap: '6%',
      },
      { type: 'line', xAxisIndex: 1, data: [], tooltip: { show: false }, markLine: markLine(picture) },
    ],
  }
}

function bucketOf(at: unknown, buckets: readonly HistogramBucket[]): HistogramBucket {
  const list = (Array.isArray(at) ? at : [at]) as { seriesType?: string; dataIndex: number }[]
  return buckets[list.find(({ seriesType }) => seriesType === 'bar')?.dataIndex ?? 0] ?? buckets[0]!
}

/** Bounds that are round in their own steps, about ten of them, and the last one with what is past it. */
function boundsAxis({ distribution: { buckets, unit }, number, palette }: DistributionPicture) {
  const places = boundPlaces(buckets)
  const text = (place: number) => {
    const bucket = buckets[Math.round(place)]
    return bucket ? `${bucket.to === null ? '≥ ' : ''}${number(bucket.from, unit)}` : ''
  }
  return {
    type: 'value',
    position: 'bottom',
    min: 0,
    max: buckets.length,
    axisLine: { show: false },
    axisTick: { show: true, customValues: places, lineStyle: { color: palette.hairline } },
    splitLine: { show: false },
    axisPointer: { show: false },
    axisLabel: { color: palette.muted, hideOverlap: true, customValues: places, formatter: text },
  }
}

const EVERY = [1, 2, 5, 10, 20, 50]

export function boundPlaces(buckets: readonly HistogramBucket[]): number[] {
  const every = EVERY.find((size) => buckets.length / size <= LABELS_MOST) ?? LABELS_MOST
  const first = buckets[0]
  const width = first && first.to !== null ? first.to - first.from : 1
  const last = buckets.findIndex(({ to }) => to === null)
  const round = buckets.flatMap(({ from }, index) => (Math.round(from / width) % every === 0 && (last < 0 || last - index >= every) ? [index] : []))
  return last < 0 ? round : [...round, last]
}

function markLine({ marks, distribution, palette, number }: DistributionPicture) {
  // Two rows of labels: neighbours may stand close.
  const data = marks.flatMap(({ name, value }, index) => {
    const place = placeOf(value, distribution.buckets)
    return place === undefined ? [] : [{ name: `${name} ${number(value, distribution.unit)}`, xAxis: place, label: { distance: index % 2 === 0 ? 4 : 18 } }]
  })
  return { silent: true, symbol: 'none', data, label: { formatter: '{b}', position: 'end', color: palette.text, fontSize: 11 }, lineStyle: { color: palette.text, type: 'solid', width: 1 } }
}
