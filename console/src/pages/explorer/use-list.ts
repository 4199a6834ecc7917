/** The list's rows, live or not, and whether the reader is within them. */
import { useState } from 'react'

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
  const { query, rows: pages } = useEvents(asked)
  const live = useLive(asked, pages, { on: isLive, held })
  return { asked, query, rows: live.rows, live, isLive, setHeld }
}
