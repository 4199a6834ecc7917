/** The picture of a measure's distribution: bars that touch, percentiles as marks. Pure. */
import type { Plot, PlotMark } from '~/ui/chart/drawing'
import type { Palette } from '~/ui/colors'
import { placeOf, type Distribution, type HistogramBucket, type Percentiles } from './distribution'
import { numberAxis, type AxisText } from './number-axis'

export type DistributionPicture = {
  distribution: Distribution
  marks: Percentiles
  palette: Palette
  number: (value: number | null, unit: string) => string
  axis: AxisText
  tooltip: (bucket: HistogramBucket) => HTMLElement
}

const LABELS_MOST = 10

export function distributionDrawing(picture: DistributionPicture): Plot {
  const { distribution, palette, axis, tooltip } = picture
  const { buckets } = distribution
  const count = numberAxis(0, Math.max(0, ...buckets.map((bucket) => bucket.count)), '', true, true)
  const color = palette.series[0] ?? palette.other
  return {
    kind: 'plot',
    colors: palette,
    tooltip: (index) => tooltip(buckets[index]!),
    buckets: buckets.length,
    banded: true,
    gap: 0.06,
    between: true,
    y: { ...count, text: axis(count.max, count.interval, '') },
    ticks: boundTicks(picture),
    series: [{ name: '', type: 'bar', stacked: true, values: buckets.map((bucket) => bucket.count), color, colorAt: (index) => (buckets[index]!.to === null ? palette.other : undefined) }],
    marks: marksOf(picture),
  }
}

/** The last bound says that there is more. */
function boundTicks({ distribution: { buckets, unit }, axis }: DistributionPicture): Plot['ticks'] {
  const places = boundPlaces(buckets)
  const from = (place: number | undefined) => buckets[place ?? 0]?.from ?? 0
  const text = axis(from(places.at(-1)), from(places[1]) - from(places[0]), unit)
  return places.map((at) => ({ at, text: `${buckets[at]!.to === null ? '≥ ' : ''}${text(from(at))}` }))
}

/** Steps of bounds, in buckets. */
const EVERY = [1, 2, 4, 5, 8, 10, 20, 40, 50]

/** 1, 2, 2.5 or 5 of a power of ten. */
function isRound(size: number): boolean {
  const digits = size / 10 ** Math.floor(Math.log10(size) + 1e-9)
  return [1, 2, 2.5, 5].some((round) => Math.abs(digits - round) < 1e-6)
}

/** Bounds in round steps, about ten of them, and the last one with what is past it. */
export function boundPlaces(buckets: readonly HistogramBucket[]): number[] {
  const first = buckets[0]
  const width = first && first.to !== null ? first.to - first.from : 1
  const few = EVERY.filter((size) => buckets.length / size <= LABELS_MOST)
  const every = few.find((size) => isRound(size * width)) ?? few[0] ?? LABELS_MOST
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
