/**
 * The events of the question, page by page, the newest first. While the reader is somewhere in the
 * list its time stands still: the clock that moves each minute would throw them back to the top.
 */
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'

import type { EventJson } from '~/api/queries'
import type { TimeRange } from '~/lib/time-range'
import { useTimeRange } from '~/lib/use-time'
import { eventPages } from './event-pages'
import type { Asked } from './questions'
import { useExplorer } from './use-explorer'

export function useEvents(asked: Asked) {
  const query = useInfiniteQuery(eventPages(asked))
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.events) ?? NO_ROWS, [query.data])
  return { query, rows }
}

const NO_ROWS: EventJson[] = []

/** The time of the page, which stands still while `still`, until the question is another one. */
export function useStillRange(still: boolean): TimeRange {
  const { applicationId, event, text, search } = useExplorer()
  const range = useTimeRange()
  const key = JSON.stringify([applicationId, event, text, search.range, search.from, search.to])
  const [kept, keep] = useState({ key, range })
  if (kept.key === key && (still || kept.range === range)) return kept.range
  keep({ key, range })
  return range
}
