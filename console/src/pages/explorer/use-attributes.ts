/**
 * Paths that no field names: what the application itself put into its events. Those of the events
 * at hand are there at once; those of the newest events the server is asked for, once somebody looks
 * for a field.
 */
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useMemo } from 'react'

import { attributes, type EventJson } from '~/api/queries'
import { useTimeSearch } from '~/lib/use-time'
import { leavesOf } from './event-path'
import { useFieldMap } from './table/use-columns'

/** Enough to have met what an application sends. */
const LOOKED_AT = 60

/** The paths that rows of the list carry. */
export function useAttributes(rows: readonly EventJson[]): string[] {
  const known = useFieldMap()
  const sample = rows.slice(0, LOOKED_AT)
  const first = sample[0]
  return useMemo(() => {
    if (known.size === 0) return []
    const paths = new Set(sample.flatMap((event) => leavesOf(event).map(({ path }) => path)))
    return [...paths].filter((path) => !known.has(path) && path !== 'type').sort()
    // The first event stands for the page that it begins.
  }, [known, first, sample.length])
}

const NONE: never[] = []

/** The attributes that the newest events carry, the most frequent first. */
export function useListed(event: string, isWanted: boolean) {
  // The overview has the search field too.
  const { applicationId = '' } = useParams({ strict: false })
  const time = useTimeSearch()
  const { data = NONE } = useQuery({ ...attributes(applicationId, event, time), enabled: isWanted })
  return data
}

/** Paths to choose from: the server's, and of the events at hand those that it did not meet. */
export function useAttributePaths(event: string, atHand: readonly string[], isWanted: boolean): string[] {
  const listed = useListed(event, isWanted)
  return useMemo(() => [...new Set([...listed.map(({ field }) => field), ...atHand])], [listed, atHand])
}
