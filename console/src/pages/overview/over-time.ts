/** Answers over time as the numbers of a sparkline. Pure. */
import type { Answer } from '~/api/ask'
import { records } from '~/api/ask'
import type { TimeRange } from '~/lib/time-range'

/**
 * The values of a column, one a bucket; null where there are none. A bucket that the time covers
 * only in part, the first or the last, is left out: it would look like a fall.
 */
export function values(answer: Answer, column: string, { from, to }: TimeRange, step: number): (number | null)[] {
  return records(answer)
    .filter(({ time }) => typeof time === 'number' && time >= from && time + step <= to)
    .map((row) => (typeof row[column] === 'number' ? row[column] : null))
}

/** One column by another, bucket by bucket; null where there is nothing to divide by. */
export function shares(hits: (number | null)[], all: (number | null)[]): (number | null)[] {
  return hits.map((value, index) => (value !== null && all[index] ? value / all[index] : null))
}
