/** How an application's intake is right now, out of the answers that tell. Pure. */
import type { Question } from '~/api/ask'
import type { Schemas } from '~/api/client'
import { MINUTE_MS, type TimeRange } from '~/lib/time-range'
import { isLost } from '~/pages/intake/outcome'
import { buckets } from '~/pages/intake/outcome-series'

/** Accepted events of each minute of a range, the oldest first. */
export function perMinute(points: Schemas['OutcomePoint'][], range: TimeRange): number[] {
  const counts = new Map(buckets(range, MINUTE_MS).map((time) => [time, 0]))
  for (const { time, outcome, count } of points) {
    if (outcome === 'accepted') counts.set(time, (counts.get(time) ?? 0) + count)
  }
  return [...counts.values()]
}

/** What was dropped in the last hour and is lost. */
export function lostLastHour({ dropped_last_hour }: Schemas['ApplicationHealth']): number {
  const lost = dropped_last_hour.filter(({ reason }) => isLost({ outcome: 'dropped', reason }))
  return lost.reduce((sum, { count }) => sum + count, 0)
}

export type State = 'receiving' | 'quiet' | 'waiting'

export function stateOf({ events_last_minute, last_received_ms }: Schemas['ApplicationHealth']): State {
  if (events_last_minute > 0) return 'receiving'
  return last_received_ms == null ? 'waiting' : 'quiet'
}

export function countQuestion(application_id: string, event: string, { from, to }: TimeRange): Question {
  return { application_id, event, from, to, compute: [{ name: 'count', fn: 'count' }] }
}
