/**
 * For Svelte 5 and SvelteKit 2: tells of errors that a boundary or the client's `handleError` caught, and names
 * views by the route, such as `/users/[id]`. Knows only the shapes of what Svelte hands over.
 */
import { nameView, tellError } from '../frameworks/rum.js'

/** `<svelte:boundary onerror={addSvelteError}>` */
export function addSvelteError(error: unknown): void {
  tellError(error, { framework: 'svelte' }, { what: 'svelte error' })
}

interface KitFailure {
  error: unknown
  status: number
  message: string
  event: { route: { id: string | null } }
}

/** For `hooks.client`: `export const handleError = withSolera(myHandler)`. Addresses that do not exist are no errors. */
export function withSolera<F extends KitFailure, R>(handler?: (failure: F) => R): (failure: F) => R | undefined {
  return (failure) => {
    const { error, status, event } = failure
    if (status !== 404) tellError(error, { framework: 'sveltekit', sveltekit: { status, route: event.route.id } }, { what: 'svelte error' })
    return handler?.(failure)
  }
}

interface Navigation {
  to: { route: { id: string | null }; url: URL } | null
}

/** In the root layout: `trackNavigation(afterNavigate)`. Groups, as `(shop)`, are no part of a name. */
export function trackNavigation(afterNavigate: (f: (navigation: Navigation) => void) => void): void {
  let last: string | undefined
  afterNavigate(({ to }) => {
    if (!to || to.url.pathname === last) return
    last = to.url.pathname
    const route = to.route.id?.replace(/\/\([^/]+\)/g, '')
    nameView(route === '' ? '/' : route || to.url.pathname)
  })
}
