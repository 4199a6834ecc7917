/** The picture of numbers over time for ECharts: line, bar or area. Pure. */
import type { EChartsCoreOption } from 'echarts/core'

import { TOOLTIP } from '~/ui/chart-tooltip'
import type { Palette } from '~/ui/colors'
import type { Group } from './groups'
import { numberAxis } from './number-axis'
import { isAlone, type Line, type Series } from './series'
import { bucketText, isPart, tickIndexes, tickText, type Clock } from './time-axis'

/** How a line is drawn; the ninth and further ones have a colour again, and are dashed. */
export type Stroke = { color: string; dashed: boolean }
export type Release = { version: string; at: number }

export type SeriesPicture = {
  series: Series
  shape: 'line' | 'bar' | 'area'
  additive: boolean
  /** Whether a bucket that is there in part holds less for it. */
  counts: boolean
  strokes: ReadonlyMap<string, Stroke>
  palette: Palette
  clock: Clock
  range: { from: number; to: number }
  name: (group: Group) => string
  number: (value: number | null, unit: string) => string
  releases: readonly Release[]
  /** The same of the period before, under the same buckets. */
  before?: { name: string; values: (number | null)[] }
  tooltip: (index: number) => HTMLElement
}

export const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "PingFang SC", "Noto Sans CJK SC", sans-serif'
const AREA_OPACITY = { stacked: 0.75, again: 0.4, alone: 0.14 }

export function isStacked({ shape, additive, series }: Pick<SeriesPicture, 'shape' | 'additive' | 'series'>): boolean {
  return additive && shape !== 'line' && series.lines.length > 1
}

export function seriesOption(picture: SeriesPicture): EChartsCoreOption {
  const { series, shape, palette } = picture
  const ticks = tickIndexes(series, picture.clock.timeZone)
  const shown = series.lines.flatMap((line, index) => drawLine(picture, line, index))
  return {
    textStyle: { fontFamily: FONT, fontSize: 12, color: palette.text },
    grid: { left: 8, right: 16, top: picture.releases.length > 0 ? 24 : 12, bottom: 4, containLabel: true },
    xAxis: {
      type: 'category',
      data: series.starts.map((_, index) => bucketText(series, index, picture.clock)),
      boundaryGap: shape === 'bar' || series.starts.length === 1,
      axisTick: { show: true, alignWithLabel: true, interval: (index: number) => ticks.has(index), lineStyle: { color: palette.hairline } },
      axisLine: { lineStyle: { color: palette.hairline } },
      axisLabel: {
        color: palette.muted,
        hideOverlap: true,
        interval: (index: number) => ticks.has(index),
        formatter: (_: string, index: number) => tickText(series.starts[index]!, picture.clock),
      },
    },
    yAxis: yAxis(picture),
    tooltip: { ...TOOLTIP, trigger: 'axis', axisPointer: pointer(shape, palette), formatter: (at: unknown) => picture.tooltip(indexOf(at)) },
    series: [...shown, ...beforeSeries(picture), ...releaseSeries(picture)],
  }
}

function indexOf(at: unknown): number {
  const first = Array.isArray(at) ? at[0] : at
  return (first as { dataIndex?: number } | undefined)?.dataIndex ?? 0
}

function pointer(shape: string, palette: Palette) {
  if (shape === 'bar') return { type: 'shadow', shadowStyle: { color: palette.muted, opacity: 0.1 } }
  return { type: 'line', lineStyle: { color: palette.muted, type: 'solid', opacity: 0.6 } }
}

function yAxis(picture: SeriesPicture) {
  const { series, palette, number, additive, shape } = picture
  const sums = series.starts.map((_, index) => series.lines.reduce((sum, { numbers }) => sum + (numbers[index] ?? 0), 0))
  const each = series.lines.flatMap(({ numbers }) => numbers).concat(picture.before?.values ?? []).filter((value) => value !== null)
  const all = isStacked(picture) ? sums : each
  const axis = numberAxis(Math.min(...all, Infinity), Math.max(...all, 0), series.unit, additive || shape !== 'line')
  return {
    type: 'value',
    ...axis,
    axisLabel: { color: palette.muted, formatter: (value: number) => number(value, series.unit) },
    splitLine: { lineStyle: { color: palette.hairline } },
  }
}

function common(picture: SeriesPicture, line: Line, index: number) {
  return {
    name: picture.name(line.group),
    stack: isStacked(picture) ? 'all' : undefined,
    z: picture.series.lines.length - index + 2,
    // Of one line there is nothing to tell apart.
    emphasis: picture.series.lines.length > 1 ? { focus: 'series' } : { disabled: true },
    blur: { lineStyle: { opacity: 0.2 }, itemStyle: { opacity: 0.25 }, areaStyle: { opacity: 0.1 } },
  }
}

function strokeOf({ strokes, palette }: SeriesPicture, { group }: Line): Stroke {
  return strokes.get(group.key) ?? { color: palette.other, dashed: false }
}

function drawLine(picture: SeriesPicture, line: Line, index: number): object[] {
  return picture.shape === 'bar' ? [barSeries(picture, line, index)] : [lineSeries(picture, line, index), ...partSeries(picture, line, index)]
}

/** A bucket that is there in part holds less than it will: it is drawn lighter. */
function barSeries(picture: SeriesPicture, line: Line, index: number) {
  const { series, range } = picture
  const stroke = strokeOf(picture, line)
  const data = line.numbers.map((value, at) => ({ value, itemStyle: { opacity: isPart(series, at, range) ? 0.4 : stroke.dashed ? 0.6 : 1 } }))
  return { ...common(picture, line, index), type: 'bar', data, itemStyle: { color: stroke.color }, barCategoryGap: '20%', barMaxWidth: 48 }
}

function lineSeries(picture: SeriesPicture, line: Line, index: number) {
  const { shape, series, range } = picture
  const { color, dashed } = strokeOf(picture, line)
  const stacked = isStacked(picture)
  const apart = hasParts(picture)
  const numbers = line.numbers.map((value, at) => (apart && isPart(series, at, range) ? null : value))
  return {
    ...common(picture, line, index),
    type: 'line',
    data: numbers.map((value, at) => (isAlone(numbers, at) ? { value, symbol: 'circle', symbolSize: 5 } : value)),
    symbol: 'none',
    connectNulls: false,
    itemStyle: { color },
    lineStyle: { color, width: stacked ? 0.5 : 1.75, type: dashed && !stacked ? [5, 3] : 'solid' },
    areaStyle: shape === 'area' ? { color, opacity: stacked ? (dashed ? AREA_OPACITY.again : AREA_OPACITY.stacked) : AREA_OPACITY.alone } : undefined,
  }
}

/** Whether the ends of lines, which are there in part, would look like a fall. A stack has no such ends. */
function hasParts(picture: SeriesPicture): boolean {
  return picture.counts && !isStacked(picture) && picture.series.starts.length > 2
}

/** The ends of a line that are there only in part: thin and dotted. */
function partSeries(picture: SeriesPicture, line: Line, index: number) {
  if (!hasParts(picture)) return []
  const { series, range } = picture
  const last = series.starts.length - 1
  const isEnd = (at: number) => at >= 0 && at <= last && isPart(series, at, range)
  const data = line.numbers.map((value, at) => (isEnd(at) || isEnd(at - 1) || isEnd(at + 1) ? value : null))
  const { color } = strokeOf(picture, line)
  return [{ ...common(picture, line, index), type: 'line', data, symbol: 'none', silent: true, itemStyle: { color }, lineStyle: { color, width: 1, type: [2, 3] } }]
}

function beforeSeries({ before, palette, shape }: SeriesPicture) {
  if (!before || shape === 'bar') return []
  return [{ name: before.name, type: 'line', data: before.values, symbol: 'none', silent: true, z: 1, itemStyle: { color: palette.other }, lineStyle: { color: palette.other, width: 1.25, type: [2, 3] } }]
}

/** Thin marks where a version was first seen. */
function releaseSeries({ releases, series, palette }: SeriesPicture) {
  if (releases.length === 0) return []
  const data = releases.flatMap(({ version, at }) => {
    const index = series.starts.findLastIndex((start) => start <= at)
    return index < 0 ? [] : [{ name: version, xAxis: index }]
  })
  const lineStyle = { color: palette.muted, width: 1, type: [3, 3], opacity: 0.7 }
  const label = { formatter: '{b}', position: 'end', distance: 4, color: palette.muted, fontSize: 11 }
  return [{ type: 'line', data: [], markLine: { silent: true, symbol: 'none', data, label, lineStyle, blur: { lineStyle, label: { opacity: 1 } } } }]
}
