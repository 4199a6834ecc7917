/** For TanStack Router: names views by the path of the route, such as `/users/$id`. */
import { nameView } from '../frameworks/rum.js'

/** What of a router is needed: `createRouter` gives it. */
export interface TanStackRouter {
  state: { location: { pathname: string }; matches: { fullPath: string }[] }
  subscribe(event: 'onResolved', f: () => void): () => void
}

/** Watches a router; what it gives back stops that. */
export function trackRouter(router: TanStackRouter): () => void {
  let last: string | undefined
  const look = (): void => {
    const { location, matches } = router.state
    const match = matches[matches.length - 1]
    if (!match || location.pathname === last) return
    last = location.pathname
    nameView(match.fullPath.replace(/(.)\/$/, '$1') || '/')
  }
  look()
  return router.subscribe('onResolved', look)
}
