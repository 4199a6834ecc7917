/**
 * How far down a page was seen, and how high it was. Reads the layout only where it has just been made:
 * in scroll events and when the document's size was observed.
 */
import type { Fields, Hub, Stop } from '../hub.js'
import { ns } from './values.js'

/** Adds `display.scroll` to views. */
export function startScroll(hub: Hub): Stop {
  const byView = new WeakMap<object, Fields & { max_depth: number; max_scroll_height: number }>()
  const root = document.scrollingElement || document.documentElement

  const look = hub.guard(() => {
    const view = hub.viewAt()
    if (!view) return
    const top = Math.round(scrollY)
    const height = Math.round(root.scrollHeight)
    const depth = Math.min(Math.round(innerHeight + top), height)
    const before = byView.get(view)
    byView.set(view, {
      ...before!,
      ...(!(depth <= before?.max_depth!) && { max_depth: depth, max_depth_scroll_top: top }),
      ...(!(height <= before?.max_scroll_height!) && {
        max_scroll_height: height,
        max_scroll_height_time: ns(Math.max(hub.now() - view.startTime, 0)),
      }),
    })
  })
  const sizes = new ResizeObserver(look)
  const stops = [
    hub.listen(window, ['scroll'], look, { passive: true }),
    // Observed anew, it is told once the view's first layout is done.
    hub.on('view', () => {
      sizes.disconnect()
      sizes.observe(root)
    }),
    hub.enrich((event, view) => {
      const scroll = event.type === 'view' && byView.get(view)
      if (scroll) event.display = { scroll }
    }),
  ]
  return () => {
    sizes.disconnect()
    stops.forEach((stop) => stop())
  }
}
