/** Newer events put among those that are there. Pure. */
import type { EventJson } from '~/api/queries'
import type { EventName } from '~/search-params'
import { dateOf, keyOf } from '../event-key'

/** What a live tail keeps; older ones are a scroll away. */
export const LIVE_MAX = 2000

/**
 * All of both, the newest first; of two versions of one event the later fetched. What has not
 * changed stays the same object, and so does the whole, so that nothing is drawn again for nothing.
 */
export function merge(known: EventJson[], fetched: readonly EventJson[], kind: EventName): EventJson[] {
  const all = new Map(known.map((event) => [keyOf(event, kind), event]))
  let changed = false
  for (const event of fetched) {
    const key = keyOf(event, kind)
    const old = all.get(key)
    if (old && JSON.stringify(old) === JSON.stringify(event)) continue
    all.set(key, event)
    changed = true
  }
  if (!changed) return known
  return [...all.values()].sort((a, b) => dateOf(b) - dateOf(a)).slice(0, LIVE_MAX)
}

/** The live ones before the pages, each event once. */
export function before(live: readonly EventJson[], pages: readonly EventJson[], kind: EventName): EventJson[] {
  if (live.length === 0) return pages as EventJson[]
  const keys = new Set(live.map((event) => keyOf(event, kind)))
  const rest = pages.filter((event) => !keys.has(keyOf(event, kind)))
  const oldest = dateOf(live.at(-1)!)
  // Late events may be older than the newest of the pages.
  if (rest.length === 0 || dateOf(rest[0]!) <= oldest) return [...live, ...rest]
  return [...live, ...rest].sort((a, b) => dateOf(b) - dateOf(a))
}

/** How many of `all` are not among `shown`. */
export function countNew(all: readonly EventJson[], shown: readonly EventJson[], kind: EventName): number {
  const keys = new Set(shown.map((event) => keyOf(event, kind)))
  return all.reduce((count, event) => count + (keys.has(keyOf(event, kind)) ? 0 : 1), 0)
}
