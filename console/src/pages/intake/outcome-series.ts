/** Counts over time, as charts and their tables take them: one stack of series on shared times. Pure. */
import type { Schemas } from '~/api/client'
import { interval, MINUTE_MS, type TimeRange } from '~/lib/time-range'
import { isLost } from './outcome'

type Point = Schemas['OutcomePoint']

export type Stack = { name: string; counts: number[]; sum: number }
export type Stacks = { times: number[]; series: Stack[]; sum: number }

const BUCKETS = 60

/** The width of buckets to ask for. Counts are written down once a minute, so none is narrower. */
export function step(range: TimeRange): number {
  return Math.max(MINUTE_MS, interval(range, BUCKETS))
}

export function acceptedByKind(points: Point[], range: TimeRange, width = step(range)): Stacks {
  return stack(points.filter(({ outcome }) => outcome === 'accepted'), buckets(range, width), ({ kind }) => kind)
}

export function lostByReason(points: Point[], range: TimeRange, width = step(range)): Stacks {
  return stack(points.filter(isLost), buckets(range, width), ({ reason }) => reason)
}

/** The beginnings of the buckets of a range, which the server counts from 1970 on. */
export function buckets({ from, to }: TimeRange, width: number): number[] {
  const first = Math.floor(from / width) * width
  return Array.from({ length: Math.ceil((to - first) / width) }, (_, index) => first + index * width)
}

/** The largest series first. The server leaves out what is nothing; here it is 0. */
function stack(points: Point[], starts: number[], nameOf: (point: Point) => string): Stacks {
  const told = points.map(({ time }) => time)
  const times = [...new Set([...starts, ...told])].sort((a, b) => a - b)
  const at = new Map(times.map((time, index) => [time, index]))
  const found = new Map<string, Stack>()
  for (const point of points) {
    const name = nameOf(point)
    const one = found.get(name) ?? { name, counts: times.map(() => 0), sum: 0 }
    one.counts[at.get(point.time)!]! += point.count
    one.sum += point.count
    found.set(name, one)
  }
  const series = [...found.values()].filter(({ sum }) => sum > 0).sort((a, b) => b.sum - a.sum)
  return { times, series, sum: series.reduce((total, { sum }) => total + sum, 0) }
}
