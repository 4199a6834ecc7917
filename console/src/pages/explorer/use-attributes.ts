/** Paths that the events at hand carry and no field names: what the application itself put there. */
import { useMemo } from 'react'

import type { EventJson } from '~/api/queries'
import { leavesOf } from './event-path'
import { useFieldMap } from './table/use-columns'

/** Enough to have met what an application sends. */
const LOOKED_AT = 60

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
