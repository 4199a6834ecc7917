/**
 * What a chart is made of, as plain data: buckets side by side with lines and bars over them, the
 * parts of a whole, or lengths under each other. Knows neither questions nor pixels.
 */
export type Colors = { text: string; muted: string; hairline: string; ground: string; accent: string }

export const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "PingFang SC", "Noto Sans CJK SC", sans-serif'

type Base = {
  colors: Colors
  /** What stands in the tooltip of a bucket, slice or length. */
  tooltip?: (index: number) => HTMLElement
}

export type PlotSeries = {
  name: string
  type: 'line' | 'bar'
  /** Those that are stacked stand on each other, the first at the bottom. */
  stacked: boolean
  /** One for each bucket; null leaves a gap. */
  values: readonly (number | null)[]
  color: string
  width?: number
  dash?: readonly number[]
  /** How strongly what is under a line is filled. */
  area?: number
  /** How strongly each bar is drawn. */
  opacity?: (index: number) => number
  /** The color of single bars, where it differs. */
  colorAt?: (index: number) => string | undefined
}

/** A thin line across the plot with a word on top of it. */
export type PlotMark = {
  /** In buckets: 0 is the middle of the first, or with `between` its beginning. */
  at: number
  text: string
  /** The row above the plot that the word stands in. */
  row: number
  dashed: boolean
}

export type Plot = Base & {
  kind: 'plot'
  buckets: number
  /** Whether points stand in the middle of their bucket's width, as bars do, or at its ends. */
  banded: boolean
  /** The share of a bucket's width that stays free between bars. */
  gap: number
  y: { min: number; max: number; interval: number; text: (value: number) => string }
  ticks: readonly { at: number; text: string }[]
  /** Whether ticks and marks count from the beginnings of buckets instead of their middles. */
  between: boolean
  series: readonly PlotSeries[]
  marks: readonly PlotMark[]
}

export type Pie = Base & { kind: 'pie'; slices: readonly { name: string; value: number; color: string }[] }

export type Lengths = Base & { kind: 'lengths'; rows: readonly { name: string; value: number; color: string; text: string }[]; max: number }

export type Drawing = Plot | Pie | Lengths
export type Size = { width: number; height: number }
