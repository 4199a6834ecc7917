/** What the page shows first, asked before the page itself is there. What is further down it asks for itself. */
import type { QueryClient } from '@tanstack/react-query'

import { question } from '~/api/queries'
import { now } from '~/lib/clock'
import { timeZoneOf } from '~/lib/kept-zone'
import { resolve } from '~/lib/time-range'
import type { OverviewSearch } from '~/search-params'
import { earlier, sessions, sessionsOverTime, totals, totalsOverTime, vitals, vitalsBefore, vitalsOverTime, type Asking } from './questions'

const FIRST = [totals, sessions, vitals]
/** What the same tiles add to their numbers. */
const SECOND = [
  (asking: Asking) => totals(earlier(asking)),
  (asking: Asking) => sessions(earlier(asking)),
  totalsOverTime, sessionsOverTime, vitalsBefore, vitalsOverTime,
]

export function askFirst(queries: QueryClient, applicationId: string, search: OverviewSearch) {
  const asking = { applicationId, range: resolve(search, now()), q: search.q?.trim() ?? '', timeZone: timeZoneOf(search.tz) }
  for (const asked of [...FIRST, ...SECOND]) void queries.prefetchQuery(question(asked(asking)))
}
