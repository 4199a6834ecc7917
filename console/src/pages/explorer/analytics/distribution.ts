/** A histogram's answer as buckets, and the percentiles marked on it. Pure. */
import type { Answer } from '~/api/ask'
import { columnOf, numberAt } from './groups'
import { MARKS, N } from './questions'

export type HistogramBucket = { from: number; to: number | null; count: number }
export type Distribution = { buckets: HistogramBucket[]; unit: string; n: number }
export type Percentiles = { name: (typeof MARKS)[number]; value: number }[]

export function toDistribution(answer: Pick<Answer, 'columns' | 'rows'>): Distribution {
  const buckets = answer.rows.map((row) => ({ from: numberAt(row, 0) ?? 0, to: numberAt(row, 1), count: numberAt(row, 2) ?? 0 }))
  const unit = answer.columns[0]?.unit ?? ''
  return { buckets, unit: unit === 'count' ? '' : unit, n: buckets.reduce((sum, { count }) => sum + count, 0) }
}

export function toPercentiles(answer: Answer): { marks: Percentiles; n: number } {
  const row = answer.rows[0] ?? []
  const marks = MARKS.map((name) => ({ name, value: numberAt(row, columnOf(answer, `=${name}`)) }))
  return { marks: marks.filter((mark): mark is Percentiles[number] => mark.value !== null), n: numberAt(row, columnOf(answer, N)) ?? 0 }
}

/** Where among equal bars a number lies: 2.25 is a quarter into the third. */
export function placeOf(value: number, buckets: readonly HistogramBucket[]): number | undefined {
  const index = buckets.findIndex(({ from, to }) => value >= from && (to === null || value < to))
  const bucket = buckets[index]
  if (!bucket) return undefined
  return index + (bucket.to === null ? 0.5 : (value - bucket.from) / (bucket.to - bucket.from))
}
