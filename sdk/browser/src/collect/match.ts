/**
 * Whether a URL is meant by an option: the start of it, a pattern, or a function of the application.
 */
import type { Match, Propagator, Traced } from '../core/options.js'

/** A function of the application that throws does not match; a pattern's memory (`g`, `y`) is not used. */
export function matches(match: Match, url: string): boolean {
  try {
    if (typeof match === 'string') return url.startsWith(match)
    return typeof match === 'function' ? !!match(url) : url.search(match) >= 0
  } catch {
    return false
  }
}

/** The propagators that a request to the URL is to carry: of the first entry that matches, none if none does. */
export function propagatorsFor(url: string, traced: Traced[]): Propagator[] {
  for (const entry of traced) {
    const pair = typeof entry === 'object' && 'match' in entry && 'propagatorTypes' in entry
    if (matches(pair ? entry.match : (entry as Match), url)) return pair ? entry.propagatorTypes : ['tracecontext']
  }
  return []
}
