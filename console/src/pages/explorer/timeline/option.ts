/** The timeline as ECharts draws it: thin, quiet, with a mark where a release was first seen. Pure. */
import type { EChartsCoreOption } from 'echarts/core'

import type { TimeRange } from '~/lib/time-range'
import type { Palette } from '~/ui/colors'
import type { Bars } from './bars'

export type Release = { version: string; at: number }

type Look = {
  palette: Palette
  range: TimeRange
  width: number
  releases: Release[]
  /** Times as the axis and the tooltip say them. */
  tick: (ms: number) => string
  moment: (ms: number) => string
  count: (n: number) => string
  /** What the bars count, where nothing stacks. */
  what: string
}

export function timelineOption(bars: Bars, look: Look): EChartsCoreOption {
  const { palette, range, releases } = look
  return {
    grid: { left: 44, right: 8, top: releases.length > 0 ? 16 : 8, bottom: 20 },
    xAxis: {
      type: 'time',
      min: range.from,
      max: range.to,
      axisLine: { lineStyle: { color: palette.hairline } },
      axisTick: { show: false },
      axisLabel: { color: palette.muted, fontSize: 11, hideOverlap: true, formatter: look.tick },
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value',
      splitNumber: 2,
      minInterval: 1,
      axisLabel: { color: palette.muted, fontSize: 11, formatter: look.count },
      splitLine: { lineStyle: { color: palette.hairline } },
    },
    tooltip: tooltip(bars, look),
    series: bars.series.map((one, index) => ({
      type: 'bar',
      name: one.name,
      stack: 'all',
      barMaxWidth: 28,
      barCategoryGap: '18%',
      cursor: 'pointer',
      itemStyle: { color: one.isOther ? palette.other : palette.series[index % palette.series.length] },
      // A bar stands over the middle of its bucket.
      data: one.counts.map((n, at) => [bars.times[at]! + look.width / 2, n]),
      ...(index === 0 ? { markLine: releaseMarks(releases, palette) } : {}),
    })),
  }
}

function releaseMarks(releases: Release[], palette: Palette) {
  return {
    silent: true,
    symbol: 'none',
    lineStyle: { color: palette.muted, width: 1, type: 'dashed' },
    label: { color: palette.muted, fontSize: 10, position: 'end', distance: 2, formatter: '{b}' },
    data: releases.map(({ version, at }) => ({ name: version, xAxis: at })),
  }
}

function tooltip(bars: Bars, look: Look) {
  return {
    trigger: 'axis',
    axisPointer: { type: 'none' },
    confine: true,
    backgroundColor: look.palette.raised,
    borderColor: look.palette.hairline,
    padding: 8,
    textStyle: { color: look.palette.text, fontSize: 12 },
    formatter: (found: { dataIndex: number }[]) => tooltipText(bars, look, found[0]?.dataIndex ?? 0),
  }
}

/** As HTML, for ECharts takes no other: names are visitors' data and are escaped. */
function tooltipText(bars: Bars, { moment, count, width, palette, what }: Look, at: number): string {
  const start = bars.times[at] ?? 0
  const rows = bars.series
    .map((one, index) => ({ ...one, n: one.counts[at] ?? 0, color: one.isOther ? palette.other : palette.series[index % palette.series.length] }))
    .filter(({ n }) => n > 0)
    .sort((a, b) => b.n - a.n)
    .map(({ name, n, color }) => `<tr><td><span style="color:${color}">■</span> ${escape(name || what)}</td><td style="text-align:right;padding-left:16px">${count(n)}</td></tr>`)
  return `<div style="color:${palette.muted};margin-bottom:4px">${moment(start)} – ${moment(start + width)}</div><table>${rows.join('') || '<tr><td>0</td></tr>'}</table>`
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
}
