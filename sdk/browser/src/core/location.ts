/**
 * Where the page is: hears of every change of its address, and names addresses for views. Knows no view.
 */
import type { Hub } from '../hub.js'

/** Tells the address before and after, when a script or the visitor changed it without a new page. */
export function watchLocation(hub: Hub, changed: (before: URL, after: URL) => void): void {
  let before = new URL(location.href)
  const look = hub.guard(() => {
    if (location.href === before.href) return
    const after = new URL(location.href)
    const old = before
    before = after
    changed(old, after)
  })
  for (const method of ['pushState', 'replaceState'] as const) {
    hub.patch(history, method, (original) => function (this: History, ...args) {
      original.apply(this, args)
      look()
    })
  }
  hub.listen(window, ['popstate', 'hashchange'], look)
}

/** The route in a hash, without its query; nothing for a hash that names a place in the document. */
function routeOf({ hash }: URL): string {
  if (!hash || document.getElementById(hash.slice(1))) return ''
  return hash.replace(/\?.*/, '')
}

/** Whether two addresses show different views: another path, or another route in the hash. */
export function isOtherView(before: URL, after: URL): boolean {
  const route = routeOf(after)
  return before.pathname !== after.pathname || ((!!route || !after.hash) && route !== routeOf(before))
}

/** A view's name for all addresses that differ only in what holds digits: `/order/?`, `/#/order/?`. */
export function nameOf(url: URL): string {
  const path = url.hash.startsWith('#/') ? url.pathname + routeOf(url) : url.pathname
  return path.replace(/[^/]*\d[^/]*/g, '?')
}
