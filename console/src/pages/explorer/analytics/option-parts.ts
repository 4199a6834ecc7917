/** The pictures of groups for ECharts: a pie, and a top list for its picture file. Pure. */
import type { EChartsCoreOption } from 'echarts/core'

import { TOOLTIP } from '~/ui/chart-tooltip'
import type { Palette } from '~/ui/colors'
import type { GroupRow } from './groups'
import { numberAxis } from './number-axis'
import { FONT } from './option-series'

export type PartsPicture = {
  rows: readonly GroupRow[]
  unit: string
  colors: ReadonlyMap<string, { color: string }>
  palette: Palette
  name: (row: GroupRow) => string
  number: (value: number | null, unit: string) => string
  tooltip: (row: GroupRow) => HTMLElement
}

/** A legend says what each slice is; no label is drawn that would not fit. */
export function pieOption({ rows, colors, palette, name, tooltip }: PartsPicture): EChartsCoreOption {
  return {
    textStyle: { fontFamily: FONT, fontSize: 12, color: palette.text },
    tooltip: { ...TOOLTIP, trigger: 'item', formatter: (at: { dataIndex: number }) => tooltip(rows[at.dataIndex]!) },
    series: [
      {
        type: 'pie',
        radius: ['48%', '88%'],
        startAngle: 90,
        label: { show: false },
        emphasis: { scaleSize: 4 },
        itemStyle: { borderColor: palette.ground, borderWidth: 2 },
        data: rows.map((row) => ({ id: row.key, name: name(row), value: row.value ?? 0, itemStyle: { color: colors.get(row.key)?.color ?? palette.other } })),
      },
    ],
  }
}

/** Length alone tells; a colour for each would tell nothing more. */
export function topListOption({ rows, unit, palette, name, number }: Omit<PartsPicture, 'colors' | 'tooltip'>): EChartsCoreOption {
  const most = Math.max(0, ...rows.map(({ value }) => value ?? 0))
  const axis = numberAxis(0, most, unit)
  return {
    textStyle: { fontFamily: FONT, fontSize: 12, color: palette.text },
    grid: { left: 8, right: 80, top: 4, bottom: 4, containLabel: true },
    xAxis: { type: 'value', ...axis, axisLabel: { show: false }, splitLine: { show: false } },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map(name),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: palette.hairline } },
      axisLabel: { color: palette.text, width: 320, overflow: 'truncate' },
    },
    series: [
      {
        type: 'bar',
        barCategoryGap: '30%',
        data: rows.map((row) => ({ value: row.value, itemStyle: { color: row.isOther ? palette.other : palette.series[0] } })),
        label: { show: true, position: 'right', color: palette.text, formatter: ({ dataIndex }: { dataIndex: number }) => number(rows[dataIndex]!.value, unit) },
      },
    ],
  }
}
