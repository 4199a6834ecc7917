/** When the newest view of an application began; null when there is none at all. */
import { queryOptions } from '@tanstack/react-query'

import { loadEvents } from '~/api/queries'
import { DAY_MS } from '~/lib/time-range'

export const newestView = (applicationId: string) =>
  queryOptions({
    queryKey: ['newest-view', applicationId],
    queryFn: async ({ signal }) => {
      // A visitor's clock may be ahead of ours.
      const asked = { application_id: applicationId, event: 'view', from: 0, to: Date.now() + DAY_MS, limit: 1 }
      const { events } = await loadEvents(asked, signal)
      const date = events[0]?.date
      return typeof date === 'number' ? date : null
    },
    staleTime: 5_000,
    // The first event turns the page into one with numbers, without a reload.
    refetchInterval: 5_000,
  })
