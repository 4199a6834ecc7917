/** What the list shows first, asked before the page itself is there: the rows, what their fields are, the counts. */
import type { QueryClient } from '@tanstack/react-query'

import { fields, question } from '~/api/queries'
import { now } from '~/lib/clock'
import { timeZoneOf } from '~/lib/kept-zone'
import { resolve } from '~/lib/time-range'
import { DEFAULT_EVENT, EVENTS, type ExplorerSearch } from '~/search-params'
import { eventPages } from './event-pages'
import { countQuestion, timelineQuestion } from './questions'

export function askFirst(queries: QueryClient, applicationId: string, search: ExplorerSearch) {
  const asked = { applicationId, event: search.event ?? DEFAULT_EVENT, text: search.q ?? '', range: resolve(search, now()) }
  void queries.prefetchQuery(fields(asked.event))
  if (search.tab === 'analytics') return
  void queries.prefetchInfiniteQuery(eventPages(asked))
  void queries.prefetchQuery(question(timelineQuestion(asked, search.stack, timeZoneOf(search.tz))))
  for (const event of EVENTS) void queries.prefetchQuery(question(countQuestion({ ...asked, event })))
}
