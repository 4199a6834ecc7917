/**
 * Answers over time as lines of a picture: one number for each line and bucket, null where there
 * is none. Pure; reads an answer by its own columns, as `groups.ts` does.
 */
import { OTHER, type Answer, type Cell } from '~/api/ask'
import { columnOf, groupFields, groupOf, numberAt, unitOf, type Group } from './groups'
import { N, VALUE } from './questions'

export type Line = { group: Group; numbers: (number | null)[]; ns: number[] }
export type Series = {
  /** When each bucket starts, in milliseconds since 1970. */
  starts: number[]
  width: number
  lines: Line[]
  by: string[]
  unit: string
  /** Groups that have no line of their own, and are in no other. */
  left: number
}

/** Longer than one bucket, and yet not the 25 hours of a day when clocks are set back. */
const GAP = 1.5
/** Answers over long gaps would grow without end. */
const BUCKETS_MAX = 2000

type Parts = { group: (row: Cell[]) => Group; time: number; value: number; n: number }

export function toSeries(answer: Answer, width: number, additive: boolean): Series {
  const by = groupFields(answer)
  const parts: Parts = {
    group: (row) => groupOf(by, row.slice(0, by.length)),
    time: columnOf(answer, 'time'),
    value: columnOf(answer, VALUE),
    n: columnOf(answer, N),
  }
  const starts = fillStarts(answer.rows.map((row) => numberAt(row, parts.time) ?? 0), width)
  return { starts, width, lines: readLines(answer.rows, starts, parts, additive), by, unit: unitOf(answer), left: 0 }
}

/** Each once, in order; where none was answered for a while, the ones that should stand there. */
function fillStarts(times: number[], width: number): number[] {
  const known = [...new Set(times)].sort((a, b) => a - b)
  const starts: number[] = []
  for (const time of known) {
    let last = starts.at(-1)
    while (last !== undefined && time - last > width * GAP && starts.length < BUCKETS_MAX) starts.push((last += width))
    if (last === undefined || time > last) starts.push(time)
  }
  return starts
}

function readLines(rows: Cell[][], starts: number[], { group, time, value, n }: Parts, additive: boolean): Line[] {
  const place = new Map(starts.map((start, index) => [start, index]))
  const lines = new Map<string, Line>()
  for (const row of rows) {
    const found = group(row)
    const line = lines.get(found.key) ?? { group: found, numbers: starts.map(() => (additive ? 0 : null)), ns: starts.map(() => 0) }
    lines.set(found.key, line)
    const index = place.get(numberAt(row, time) ?? 0)!
    line.numbers[index] = numberAt(row, value)
    line.ns[index] = numberAt(row, n) ?? 0
  }
  return [...lines.values()]
}

/**
 * At most so many lines, those of the most events. What is left over of a sum becomes part of
 * "other"; of anything else it cannot be shown, and is only counted.
 */
export function foldLines(series: Series, most: number, additive: boolean): Series {
  const named = series.lines.filter(({ group }) => !group.isOther).sort((a, b) => total(b.ns) - total(a.ns))
  const others = series.lines.filter(({ group }) => group.isOther)
  const over = named.length - most
  if (over <= 0 && others.length <= 1) return { ...series, lines: [...named, ...others] }
  const kept = named.slice(0, most)
  if (!additive) return { ...series, lines: [...kept, ...others.slice(0, over > 0 ? 0 : 1)], left: Math.max(over, 0) + others.length }
  const rest = [...named.slice(most), ...others]
  const merged: Line = {
    group: groupOf(series.by, series.by.map(() => OTHER)),
    numbers: series.starts.map((_, index) => rest.reduce((sum, { numbers }) => sum + (numbers[index] ?? 0), 0)),
    ns: series.starts.map((_, index) => rest.reduce((sum, { ns }) => sum + ns[index]!, 0)),
  }
  return { ...series, lines: [...kept, merged] }
}

const total = (numbers: number[]) => numbers.reduce((sum, number) => sum + number, 0)

/** In the order of other rows, such as a legend's; lines that those do not have come last. */
export function orderLines(series: Series, keys: readonly string[]): Series {
  const place = (key: string) => (keys.includes(key) ? keys.indexOf(key) : keys.length)
  const lines = [...series.lines].sort((a, b) => Number(a.group.isOther) - Number(b.group.isOther) || place(a.group.key) - place(b.group.key))
  return { ...series, lines }
}

/** Where a bucket ends: where the next starts. */
export function endOf({ starts, width }: Pick<Series, 'starts' | 'width'>, index: number): number {
  return starts[index + 1] ?? starts[index]! + width
}


/** The line that stands nearest to a number at a bucket; in a stack, the one that covers it. */
export function lineAt(series: Series, index: number, at: number, stacked: boolean): Line | undefined {
  if (!stacked) {
    const there = series.lines.filter(({ numbers }) => (numbers[index] ?? null) !== null)
    return there.reduce<Line | undefined>((best, line) => (best && distance(best) <= distance(line) ? best : line), undefined)
  }
  let sum = 0
  return series.lines.find(({ numbers }) => (sum += numbers[index] ?? 0) >= at)

  function distance({ numbers }: Line): number {
    return Math.abs(numbers[index]! - at)
  }
}

/** The numbers of an earlier time under the buckets of this one. */
export function align(earlier: Series, starts: readonly number[], shift: number): (number | null)[] {
  const numbers = earlier.lines[0]?.numbers ?? []
  return starts.map((start) => {
    const middle = start - shift + earlier.width / 2
    const index = earlier.starts.findLastIndex((known) => known <= middle)
    return index >= 0 && middle < endOf(earlier, index) ? (numbers[index] ?? null) : null
  })
}
