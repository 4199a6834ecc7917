/**
 * The events of the question, page by page, the newest first. While the reader is somewhere in the
 * list its time stands still: the clock that moves each minute would throw them back to the top.
 */
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'

import { loadEvents, type EventJson } from '~/api/queries'
import type { TimeRange } from '~/lib/time-range'
import { useTimeRange } from '~/lib/use-time'
import type { Asked } from './questions'
import { useExplorer } from './use-explorer'

/** Few at first, to have something to show; then more at a time, for those who scroll. */
const FIRST_PAGE = 100
const PAGE = 500

export function useEvents({ applicationId, event, text, range }: Asked) {
  const filter = text === '' ? undefined : text
  const asked = { application_id: applicationId, event, from: range.from, to: range.to, filter }
  const query = useInfiniteQuery({
    queryKey: ['events', asked],
    queryFn: ({ pageParam, signal }) => loadEvents({ ...asked, limit: pageParam ? PAGE : FIRST_PAGE, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.cursor ?? undefined,
    placeholderData: keepPreviousData,
    structuralSharing: false, // comparing thousands of events takes longer than drawing them
    staleTime: Infinity,
    gcTime: 30_000,
  })
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
