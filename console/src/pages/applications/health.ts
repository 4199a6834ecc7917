/** How an application's intake is right now, out of the answers that tell. Pure. */
import type { Question } from '~/api/ask'
import { DAY_MS, MINUTE_MS, type TimeRange } from '~/lib/time-range'
import { isLost, type Outcomes } from '~/pages/intake/outcome'

/** Events a minute are those of so many whole minutes. */
const RATE_MINUTES = 5

export type Health = {
  /** Events of each minute of the hour, the oldest first. */
  minutes: number[]
  perMinute: number
  /** Lost in that hour. */
  lost: number
}

/** Of an answer over the last hour, by minute. The minute that runs is not counted: it is not over. */
export function health(answer: Outcomes, now: number): Health {
  const minutes = new Map<number, number>()
  for (const { time, outcome, count } of answer.series ?? []) {
    if (time > now - MINUTE_MS) continue
    minutes.set(time, (minutes.get(time) ?? 0) + (outcome === 'accepted' ? count : 0))
  }
  const counts = [...minutes.entries()].sort(([a], [b]) => a - b).map(([, count]) => count)
  const last = counts.slice(-RATE_MINUTES)
  const perMinute = last.reduce((sum, count) => sum + count, 0) / RATE_MINUTES
  const lost = answer.outcomes.filter(isLost).reduce((sum, { count }) => sum + count, 0)
  return { minutes: counts, perMinute, lost }
}

/** Whose latest date is the application's last event. Vitals and long tasks come with a view. */
export const LAST_EVENT_KINDS = ['view', 'error', 'action', 'resource', 'log'] as const
const LAST_EVENT_DAYS = 30

export function lastEventQuestion(application_id: string, event: string, now: number): Question {
  // A clock that runs ahead sends dates that are to come.
  const range = { from: now - LAST_EVENT_DAYS * DAY_MS, to: now + DAY_MS }
  return { application_id, event, ...range, compute: [{ name: 'last', fn: 'max', field: 'date' }] }
}

export function countQuestion(application_id: string, event: string, { from, to }: TimeRange): Question {
  return { application_id, event, from, to, compute: [{ name: 'count', fn: 'count' }] }
}
