/** When versions were first seen within a time, as marks on its axis. Pure. */
import { OTHER, type Answer } from '~/api/ask'
import { columnOf, numberAt } from './groups'
import type { Release } from './drawing-series'
import type { TimeRange } from '~/lib/time-range'

/** More marks than these hide what they mark. */
const MOST = 8

/** Of an answer that reaches further back: a version seen there is none of this time's releases. */
export function releasesOf(answer: Answer, { from, to }: TimeRange): Release[] {
  const first = columnOf(answer, '=first')
  const all = answer.rows.flatMap((row) => {
    const [version] = row
    const at = numberAt(row, first)
    return typeof version === 'string' && version !== OTHER && at !== null ? [{ version, at }] : []
  })
  // The oldest of all was there before anything was known.
  const oldest = Math.min(...all.map(({ at }) => at))
  return all.filter(({ at }) => at >= from && at < to && at > oldest).sort((a, b) => b.at - a.at).slice(0, MOST)
}
