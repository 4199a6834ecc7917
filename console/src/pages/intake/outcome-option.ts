/** What ECharts draws of counts over time: stacked bars on a time axis. Pure. */
import type { EChartsCoreOption } from 'echarts/core'

import type { TimeRange } from '~/lib/time-range'
import type { Palette } from '~/ui/colors'
import type { Stacks } from './outcome-series'

type Words = { name: (name: string) => string; count: (value: number) => string; color: (name: string, index: number) => string }

export function outcomeOption({ times, series }: Stacks, range: TimeRange, step: number, palette: Palette, words: Words): EChartsCoreOption {
  const text = { color: palette.muted, fontSize: 11 }
  return {
    grid: { left: 8, right: 8, top: 8, bottom: 32, containLabel: true },
    legend: { bottom: 0, left: 0, icon: 'roundRect', itemWidth: 10, itemHeight: 10, type: 'scroll', selectedMode: false, textStyle: { color: palette.text, fontSize: 12 } },
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
      axisLabel: { ...text, hideOverlap: true },
      axisLine: { lineStyle: { color: palette.hairline } },
      axisTick: { show: false },
      splitLine: { show: false },
    },
    yAxis: { type: 'value', minInterval: 1, splitNumber: 3, axisLabel: text, splitLine: { lineStyle: { color: palette.hairline } } },
    series: series.map(({ name, counts }, index) => ({
      type: 'bar',
      name: words.name(name),
      stack: 'all',
      color: words.color(name, index),
      barCategoryGap: '12%',
      barMaxWidth: 40,
      // A bar stands in the middle of its bucket.
      data: counts.map((count, at) => [times[at]! + step / 2, count]),
    })),
  }
}
