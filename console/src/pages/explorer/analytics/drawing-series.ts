/** The picture of numbers over time: lines, bars or areas. Pure. */
import type { Plot, PlotMark, PlotSeries } from '~/ui/chart/drawing'
import type { Palette } from '~/ui/colors'
import type { Group } from './groups'
import { numberAxis, type AxisText } from './number-axis'
import type { Line, Series } from './series'
import { isPart, tickIndexes, tickText, type Clock } from './time-axis'

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
  axis: AxisText
  releases: readonly Release[]
  /** The same of the period before, under the same buckets. */
  before?: { name: string; values: (number | null)[] }
  tooltip: (index: number) => HTMLElement
}

const AREA_OPACITY = { stacked: 0.75, again: 0.4, alone: 0.14 }

export function isStacked({ shape, additive, series }: Pick<SeriesPicture, 'shape' | 'additive' | 'series'>): boolean {
  return additive && shape !== 'line' && series.lines.length > 1
}

export function seriesDrawing(picture: SeriesPicture): Plot {
  const { series, shape, palette, clock, tooltip } = picture
  const shown = series.lines.map((line) => drawLine(picture, line))
  return {
    kind: 'plot',
    colors: palette,
    tooltip,
    buckets: series.starts.length,
    banded: shape === 'bar',
    gap: 0.2,
    between: false,
    y: yAxis(picture),
    ticks: [...tickIndexes(series, clock.timeZone)].map((at) => ({ at, text: tickText(series.starts[at]!, clock) })),
    // What is stacked stands on what comes before it; else the first is drawn last, over the others.
    series: [...shown.flat(), ...beforeSeries(picture)],
    marks: releaseMarks(picture),
  }
}

function yAxis(picture: SeriesPicture): Plot['y'] {
  const { series, axis: textOf, additive, shape } = picture
  const sums = series.starts.map((_, index) => series.lines.reduce((sum, { numbers }) => sum + (numbers[index] ?? 0), 0))
  const each = series.lines.flatMap(({ numbers }) => numbers).concat(picture.before?.values ?? []).filter((value) => value !== null)
  const all = isStacked(picture) ? sums : each
  const isWhole = series.unit === '' && all.every(Number.isInteger)
  const axis = numberAxis(least(all), most(all), series.unit, additive || shape !== 'line', isWhole)
  return { ...axis, text: textOf(axis.max, axis.interval, series.unit) }
}

// Not `Math.min(...all)`: many lines of many buckets are more than a call takes.
const least = (all: readonly number[]) => all.reduce((a, b) => Math.min(a, b), Infinity)
const most = (all: readonly number[]) => all.reduce((a, b) => Math.max(a, b), 0)

function strokeOf({ strokes, palette }: SeriesPicture, { group }: Line): Stroke {
  return strokes.get(group.key) ?? { color: palette.other, dashed: false }
}

function drawLine(picture: SeriesPicture, line: Line): PlotSeries[] {
  return picture.shape === 'bar' ? [barSeries(picture, line)] : [lineSeries(picture, line), ...partSeries(picture, line)]
}

/** A bucket that is there in part holds less than it will: it is drawn lighter. */
function barSeries(picture: SeriesPicture, line: Line): PlotSeries {
  const { series, range } = picture
  const { color, dashed } = strokeOf(picture, line)
  const opacity = (at: number) => (isPart(series, at, range) ? 0.4 : dashed ? 0.6 : 1)
  return { name: picture.name(line.group), type: 'bar', stacked: isStacked(picture), values: line.numbers, color, opacity }
}

function lineSeries(picture: SeriesPicture, line: Line): PlotSeries {
  const { shape, series, range } = picture
  const { color, dashed } = strokeOf(picture, line)
  const stacked = isStacked(picture)
  const apart = hasParts(picture)
  return {
    name: picture.name(line.group),
    type: 'line',
    stacked,
    values: line.numbers.map((value, at) => (apart && isPart(series, at, range) ? null : value)),
    color,
    width: stacked ? 0.5 : 1.75,
    dash: dashed && !stacked ? [5, 3] : undefined,
    area: shape === 'area' ? (stacked ? (dashed ? AREA_OPACITY.again : AREA_OPACITY.stacked) : AREA_OPACITY.alone) : undefined,
  }
}

/** Whether the ends of lines, which are there in part, would look like a fall. A stack has no such ends. */
function hasParts(picture: SeriesPicture): boolean {
  return picture.counts && !isStacked(picture) && picture.series.starts.length > 2
}

/** The ends of a line that are there only in part: thin and dotted. */
function partSeries(picture: SeriesPicture, line: Line): PlotSeries[] {
  if (!hasParts(picture)) return []
  const { series, range } = picture
  const last = series.starts.length - 1
  const isEnd = (at: number) => at >= 0 && at <= last && isPart(series, at, range)
  const values = line.numbers.map((value, at) => (isEnd(at) || isEnd(at - 1) || isEnd(at + 1) ? value : null))
  if (values.every((value) => value === null)) return []
  const { color } = strokeOf(picture, line)
  return [{ name: picture.name(line.group), type: 'line', stacked: false, values, color, width: 1, dash: [2, 3] }]
}

function beforeSeries({ before, palette, shape }: SeriesPicture): PlotSeries[] {
  if (!before || shape === 'bar') return []
  return [{ name: before.name, type: 'line', stacked: false, values: before.values, color: palette.other, width: 1.25, dash: [2, 3] }]
}

/** Thin marks where a version was first seen. */
function releaseMarks({ releases, series }: SeriesPicture): PlotMark[] {
  return releases.flatMap(({ version, at }) => {
    const index = series.starts.findLastIndex((start) => start <= at)
    return index < 0 ? [] : [{ at: index, text: version, row: 0, dashed: true }]
  })
}
