/** The answer about errors over time as series: one a value, the largest first. Pure. */
import { OTHER, type Answer } from '~/api/ask'
import { exclude, term } from '~/lib/search-text'

export type Series = {
  /** null: errors that do not have the field. */
  value: string | null
  /** Whether it stands for all values past the limit. */
  rest: boolean
  sum: number
  /** One a bucket, in the order of `times`. */
  counts: number[]
}

export type ErrorSeries = { times: number[]; series: Series[]; sum: number }

/** Rows are value, time, count. */
export function readErrors(answer: Answer): ErrorSeries {
  const times = [...new Set(answer.rows.map(([, time]) => Number(time)))].sort((a, b) => a - b)
  const at = new Map(times.map((time, index) => [time, index]))
  const byValue = new Map<string, Series>()
  for (const [cell, time, count] of answer.rows) {
    const value = cell === null || cell === undefined ? null : String(cell)
    const key = JSON.stringify(value)
    const series = byValue.get(key) ?? { value, rest: cell === OTHER, sum: 0, counts: times.map(() => 0) }
    byValue.set(key, series)
    const index = at.get(Number(time))!
    series.counts[index]! += Number(count)
    series.sum += Number(count)
  }
  const series = [...byValue.values()].filter(({ sum }) => sum > 0).sort((a, b) => Number(a.rest) - Number(b.rest) || b.sum - a.sum)
  return { times, series, sum: series.reduce((all, { sum }) => all + sum, 0) }
}

/** The search text that finds the errors of a series. */
export function errorTerm(field: string, one: Series, all: readonly Series[]): string {
  if (!one.rest) return term(field, one.value)
  return all.filter(({ rest }) => !rest).map(({ value }) => exclude(field, value)).join(' ')
}
