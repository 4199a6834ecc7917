/** What ECharts draws of errors over time: stacked bars on a time axis. Pure. */
import type { EChartsCoreOption } from 'echarts/core'

import { seriesColor, type Palette } from '~/ui/colors'
import type { ErrorSeries } from './error-series'

type Words = { name: (value: string | null, rest: boolean) => string; tick: (ms: number) => string; count: (value: number) => string }

const OTHER = 'other'

export function errorOption({ times, series }: ErrorSeries, range: { from: number; to: number }, step: number, palette: Palette, words: Words): EChartsCoreOption {
  const names = series.map(({ value, rest }) => words.name(value, rest))
  const text = { color: palette.muted, fontSize: 11 }
  return {
    grid: { left: 8, right: 8, top: 8, bottom: series.length > 1 ? 32 : 4, containLabel: true },
    legend: { show: series.length > 1, bottom: 0, left: 0, icon: 'roundRect', itemWidth: 10, itemHeight: 10, type: 'scroll', textStyle: { color: palette.text, fontSize: 12 }, selectedMode: false },
    tooltip: {
      trigger: 'axis',
      order: 'valueDesc',
      axisPointer: { type: 'shadow' },
      backgroundColor: palette.ground,
      borderColor: palette.hairline,
      textStyle: { color: palette.text, fontSize: 12 },
      valueFormatter: (value: unknown) => words.count(Number(value)),
    },
    xAxis: {
      type: 'time',
      min: Math.min(range.from, times[0] ?? range.from),
      max: range.to,
      axisLabel: { ...text, hideOverlap: true, formatter: words.tick },
      axisLine: { lineStyle: { color: palette.hairline } },
      axisTick: { show: false },
      axisPointer: { label: { show: false } },
      splitLine: { show: false },
    },
    yAxis: { type: 'value', minInterval: 1, splitNumber: 3, axisLabel: { ...text, formatter: words.count }, splitLine: { lineStyle: { color: palette.hairline } } },
    series: series.map(({ counts, rest }, index) => ({
      type: 'bar',
      name: names[index],
      stack: 'errors',
      color: seriesColor(palette, names, rest ? OTHER : names[index]!),
      barCategoryGap: '12%',
      barMaxWidth: 40,
      // A bar stands in the middle of its bucket.
      data: counts.map((count, at) => [times[at]! + step / 2, count]),
    })),
  }
}
