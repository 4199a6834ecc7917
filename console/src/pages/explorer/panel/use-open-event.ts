/** The event that the panel shows: from the list when it is there, else asked for by its key. */
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'

import { ApiError } from '~/api/client'
import { loadEvents, type EventJson } from '~/api/queries'
import type { TimeRange } from '~/lib/time-range'
import { isNamed, whereIs } from '../event-key'
import { useExplorer, useOpenKey } from '../use-explorer'

/** Of events without an id, one millisecond holds few. */
const CANDIDATES = 200

export function useOpenEvent(rows: EventJson[], range: TimeRange) {
  const { applicationId, event } = useExplorer()
  const key = useOpenKey()
  const listed = useMemo(() => (key === undefined ? undefined : rows.find((row) => isNamed(row, event, key))), [rows, event, key])
  const where = key === undefined ? undefined : whereIs(key, event)
  const asked = useQuery({
    queryKey: ['event', applicationId, event, key],
    queryFn: async ({ signal }) => {
      const { filter, from = range.from, to = range.to } = where!
      const request = { application_id: applicationId, event, from, to, filter: filter || undefined, limit: filter ? 1 : CANDIDATES }
      const found = (await loadEvents(request, signal)).events.find((one) => isNamed(one, event, key!))
      if (!found) throw new ApiError({ status: 404, type: 'gone', detail: 'gone' })
      return found
    },
    enabled: key !== undefined && listed === undefined,
    staleTime: 60_000,
  })
  return { key, event: listed ?? (key === undefined ? undefined : asked.data), query: asked }
}
