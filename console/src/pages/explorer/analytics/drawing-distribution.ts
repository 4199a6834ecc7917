/** The picture of a measure's distribution: bars that touch, percentiles as marks. Pure. */
import type { Plot, PlotMark } from '~/ui/chart/drawing'
import type { Palette } from '~/ui/colors'
import { placeOf, type Distribution, type HistogramBucket, type Percentiles } from './distribution'
import { numberAxis } from './number-axis'

export type DistributionPicture = {
  distribution: Distribution
  marks: Percentiles
  palette: Palette
  number: (value: number | null, unit: string) => string
  tooltip: (bucket: HistogramBucket) => HTMLElement
}

const LABELS_MOST = 10

export function distributionDrawing(picture: DistributionPicture): Plot {
  const { distribution, palette, number, tooltip } = picture
  const { buckets } = distribution
  const count = numberAxis(0, Math.max(0, ...buckets.map((bucket) => bucket.count)), '')
  const color = palette.series[0] ?? palette.other
  return {
    kind: 'plot',
    colors: palette,
    tooltip: (index) => tooltip(buckets[index]!),
    buckets: buckets.length,
    banded: true,
    gap: 0.06,
    between: true,
    y: { ...count, text: (value) => number(value, '') },
    ticks: boundPlaces(buckets).map((at) => ({ at, text: boundText(picture, at) })),
    series: [{ name: '', type: 'bar', stacked: true, values: buckets.map((bucket) => bucket.count), color, colorAt: (index) => (buckets[index]!.to === null ? palette.other : undefined) }],
    marks: marksOf(picture),
  }
}

/** The last bound says that there is more. */
function boundText({ distribution: { buckets, unit }, number }: DistributionPicture, place: number): string {
  const { from, to } = buckets[place]!
  return `${to === null ? '≥ ' : ''}${number(from, unit)}`
}

/** Bounds that are round in their own steps, about ten of them, and the last one with what is past it. */
const EVERY = [1, 2, 5, 10, 20, 50]

export function boundPlaces(buckets: readonly HistogramBucket[]): number[] {
  const every = EVERY.find((size) => buckets.length / size <= LABELS_MOST) ?? LABELS_MOST
  const first = buckets[0]
  const width = first && first.to !== null ? first.to - first.from : 1
  const last = buckets.findIndex(({ to }) => to === null)
  const round = buckets.flatMap(({ from }, index) => (Math.round(from / width) % every === 0 && (last < 0 || last - index >= every) ? [index] : []))
  return last < 0 ? round : [...round, last]
}

/** In two rows: neighbours may stand close. */
function marksOf({ marks, distribution, number }: DistributionPicture): PlotMark[] {
  return marks.flatMap(({ name, value }, index) => {
    const at = placeOf(value, distribution.buckets)
    return at === undefined ? [] : [{ at, text: `${name} ${number(value, distribution.unit)}`, row: index % 2, dashed: false }]
  })
}
