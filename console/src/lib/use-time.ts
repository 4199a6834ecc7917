/** The time that the page asks about, from its URL, and how to change it there. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'

import { useClock } from './clock'
import { resolve, type TimeRange, type TimeSearch } from './time-range'

/** Half-open; of a relative one the end moves with the clock, a minute at a time. */
export function useTimeRange(): TimeRange {
  const { range, from, to } = useTimeSearch()
  const now = useClock()
  return useMemo(() => resolve({ range, from, to }, now), [range, from, to, now])
}

/** The time as the URL spells it. Tells its component of nothing else in the URL. */
export function useTimeSearch(): TimeSearch {
  const select = ({ range, from, to }: TimeSearch) => ({ range, from, to })
  return useSearch({ strict: false, select, structuralSharing: true })
}

/** Puts another time into the URL, everything else there as it was. Back undoes it. */
export function useSetTime() {
  const navigate = useNavigate()
  return useCallback(
    (time: TimeSearch) => {
      const { range, from, to } = time
      const rounded = { range, from: from && Math.floor(from), to: to && Math.ceil(to) }
      void navigate({ to: '.', search: (old: object) => ({ ...old, ...rounded }) })
    },
    [navigate],
  )
}
