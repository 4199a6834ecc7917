/**
 * How far down a page was seen, and how high it was. Reads the layout only where it has just been made:
 * in scroll events and when the document's size was observed.
 */
import type { Hub } from '../hub.js'
import { merge, ns } from './values.js'

/** Adds `display.scroll` to views. */
export function startScroll(hub: Hub): void {
  const root = document.scrollingElement || document.documentElement

  const look = hub.guard(() => {
    const view = hub.viewAt()
    if (!view) return
    const top = Math.round(scrollY)
    const height = Math.round(root.scrollHeight)
    const depth = Math.min(Math.round(innerHeight + top), height)
    const { display } = view.added as { display?: { scroll: { max_depth: number; max_scroll_height: number } } }
    const deeper = !(depth <= display?.scroll.max_depth!)
    const higher = !(height <= display?.scroll.max_scroll_height!)
    if (!deeper && !higher) return
    merge(view.added, {
      display: {
        scroll: {
          ...(deeper && { max_depth: depth, max_depth_scroll_top: top }),
          ...(higher && { max_scroll_height: height, max_scroll_height_time: ns(Math.max(hub.now() - view.startTime, 0)) }),
        },
      },
    })
  })
  const sizes = new ResizeObserver(look)
  hub.listen(document, ['scroll'], ({ target }) => target === document && look())
  // Observed anew, it is told once the view's first layout is done.
  hub.on('view', () => {
    sizes.disconnect()
    sizes.observe(root)
  })
  hub.onStop(() => sizes.disconnect())
}
