/** The events of a question, page by page, the newest first: as options of TanStack Query. */
import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query'

import { loadEvents } from '~/api/queries'
import type { Asked } from './questions'

/** Few at first, to have something to show; then more at a time, for those who scroll. */
const FIRST_PAGE = 100
const PAGE = 500

export function eventPages({ applicationId, event, text, range }: Asked) {
  const filter = text === '' ? undefined : text
  const asked = { application_id: applicationId, event, from: range.from, to: range.to, filter }
  return infiniteQueryOptions({
    queryKey: ['events', asked],
    queryFn: ({ pageParam, signal }) => loadEvents({ ...asked, limit: pageParam ? PAGE : FIRST_PAGE, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.cursor ?? undefined,
    placeholderData: keepPreviousData,
    structuralSharing: false, // comparing thousands of events takes longer than drawing them
    staleTime: Infinity,
    gcTime: 30_000,
  })
}
