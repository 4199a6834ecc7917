/** Which propagators a URL is traced with, by the option in its four forms. */
import type { Match, Propagator, Traced } from '../core/options.js'
import { matches } from '../core/values.js'

/** The propagators that a request to the URL is to carry: of the first entry that matches, none if none does. */
export function propagatorsFor(url: string, traced: Traced[]): Propagator[] {
  for (const entry of traced) {
    const pair = typeof entry === 'object' && 'match' in entry && 'propagatorTypes' in entry
    if (matches(pair ? entry.match : (entry as Match), url)) return pair ? entry.propagatorTypes : ['tracecontext']
  }
  return []
}
