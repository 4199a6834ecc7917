/** The list's rows, live or not, and whether the reader is within them. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'

import { useLive } from './live/use-live'
import type { Asked } from './questions'
import { useExplorer } from './use-explorer'
import { useEvents, useStillRange } from './use-events'

/** What the page asks about, its time standing still while somebody reads the list. */
export function useAsked(still: boolean): Asked {
  const { applicationId, event, text } = useExplorer()
  const range = useStillRange(still)
  return { applicationId, event, text, range }
}

export function useList() {
  const { search } = useExplorer()
  const [held, setHeld] = useState(false)
  const isLive = search.live === true
  const asked = useAsked(held || isLive)
  // Counts are of now also while the rows before the live ones stand still.
  const counted = useAsked(held && !isLive)
  const { query, rows: pages } = useEvents(asked)
  const live = useLive(asked, pages, { on: isLive, held })
  useFreshCounts(isLive, live.newest)
  return { asked, counted, query, rows: live.rows, live, isLive, setHeld }
}

const COUNTS_MS = 4000
const COUNTED = ['question', 'facet', 'histogram']

/** What is counted around a live list is counted again when something came, though not each time. */
function useFreshCounts(isLive: boolean, newest: string | undefined) {
  const queries = useQueryClient()
  const latest = useRef(newest)
  useEffect(() => void (latest.current = newest))
  useEffect(() => {
    if (!isLive) return
    let counted = latest.current
    const timer = setInterval(() => {
      if (latest.current === counted) return
      counted = latest.current
      void queries.invalidateQueries({ predicate: ({ queryKey }) => COUNTED.includes(String(queryKey[0])) })
    }, COUNTS_MS)
    return () => clearInterval(timer)
  }, [isLive, queries])
}
