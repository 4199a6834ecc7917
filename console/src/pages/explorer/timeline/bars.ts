/** The timeline's answer as bars: buckets, and per value how many in each. Pure. */
import { OTHER, type Answer, type Cell } from '~/api/ask'

export type Bars = {
  /** Starts of the buckets. */
  times: number[]
  /** Largest first; all others last. One without a name when nothing stacks. */
  series: { value: Cell; name: string; isOther: boolean; counts: number[]; total: number }[]
  total: number
}

export function barsOf(answer: Answer, stacked: boolean, names: { none: string; other: string }): Bars {
  const at = Object.fromEntries(answer.columns.map(({ name }, index) => [name, index]))
  const [time, count] = [at.time!, at.count!]
  const times = [...new Set(answer.rows.map((row) => Number(row[time])))].sort((a, b) => a - b)
  const place = new Map(times.map((start, index) => [start, index]))
  const found = new Map<Cell, number[]>()
  for (const row of answer.rows) {
    const value = stacked ? (row[0] ?? null) : ''
    const counts = found.get(value) ?? new Array<number>(times.length).fill(0)
    counts[place.get(Number(row[time]))!]! += Number(row[count])
    found.set(value, counts)
  }
  const series = [...found].map(([value, counts]) => ({
    value,
    name: value === null ? names.none : value === OTHER ? names.other : String(value),
    isOther: stacked && value === OTHER,
    counts,
    total: counts.reduce((sum, n) => sum + n, 0),
  }))
  series.sort((a, b) => Number(a.isOther) - Number(b.isOther) || b.total - a.total)
  return { times, series, total: series.reduce((sum, { total }) => sum + total, 0) }
}
