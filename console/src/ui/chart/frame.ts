/** Where things of a plot stand: buckets and numbers as pixels, and pixels as buckets and numbers. Pure. */
import type { Plot, Size } from './drawing'

const RIGHT = 16
const BOTTOM = 24
const TOP = 12
/** A row of words above the plot. */
export const MARK_ROW = 14
const GAP = 8

export type Frame = {
  left: number
  top: number
  width: number
  height: number
  /** The width of a bucket. */
  band: number
  /** The middle of a bucket. */
  x: (index: number) => number
  /** What ticks and marks count. */
  place: (at: number) => number
  y: (value: number) => number
  /** The bucket under a pixel, within those that are there. */
  indexAt: (x: number) => number
  valueAt: (y: number) => number
  holds: (x: number, y: number) => boolean
}

/** `labels` is the width of the longest number beside the plot. */
export function frameOf(plot: Pick<Plot, 'buckets' | 'banded' | 'between' | 'marks' | 'y'>, size: Size, labels: number): Frame {
  const { buckets, banded, between, marks, y: axis } = plot
  const rows = marks.reduce((most, { row }) => Math.max(most, row + 1), 0)
  const [left, top] = [GAP + labels + GAP, TOP + rows * MARK_ROW]
  const width = Math.max(1, size.width - left - RIGHT)
  const height = Math.max(1, size.height - top - BOTTOM)
  const isBanded = banded || buckets === 1
  const band = isBanded ? width / Math.max(1, buckets) : width / (buckets - 1)
  const x = (index: number) => left + (isBanded ? index + 0.5 : index) * band
  const bounded = (value: number, most: number) => Math.max(0, Math.min(value, most))
  return {
    left, top, width, height, band, x,
    place: (at) => (between ? left + at * band : x(at)),
    y: (value) => top + height * (1 - (value - axis.min) / (axis.max - axis.min || 1)),
    indexAt: (px) => bounded(isBanded ? Math.floor((px - left) / band) : Math.round((px - left) / band), buckets - 1),
    valueAt: (py) => axis.min + (1 - (py - top) / height) * (axis.max - axis.min),
    holds: (px, py) => px >= left && px <= left + width && py >= top && py <= top + height,
  }
}

/** The numbers along the axis, the ends among them. */
export function steps({ min, max, interval }: Plot['y']): number[] {
  const count = Math.max(1, Math.round((max - min) / interval))
  return Array.from({ length: count + 1 }, (_, index) => min + index * interval)
}

/** From where to where each value reaches, those that are stacked on what is below them. */
export function spans(series: Plot['series'], buckets: number, from: number): [number, number | null][][] {
  const sums = new Array<number>(buckets).fill(0)
  return series.map(({ stacked, values }) =>
    Array.from({ length: buckets }, (_, index): [number, number | null] => {
      const value = values[index] ?? null
      if (!stacked) return [from, value]
      const below = sums[index]!
      sums[index] = below + (value ?? 0)
      return [below, value === null ? null : below + value]
    }),
  )
}
