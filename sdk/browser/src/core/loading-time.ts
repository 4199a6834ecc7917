/**
 * How long a view took to come to rest, and how the page's own navigation went. A view that was hidden
 * before it came to rest has no loading time.
 */
import type { Fields, Hub, Stop, ViewRef } from '../hub.js'
import { watchHidden } from './hidden.js'
import { activationStart, afterLoad, firstByte, navigation } from './navigation.js'
import { addToView, ns } from './values.js'

/** Adds `loading_time` and, to the page's first view, the navigation's timings. */
export function startLoadingTime(hub: Hub): void {
  const hidden = watchHidden(hub)
  let stopWaiting: Stop = () => {}
  let isFirst = true

  /** Set by the application, for the current view: ours does not count any more. */
  let manual: ViewRef | undefined

  const settle = (view: ViewRef, end: number): void => {
    if (manual !== view && end < hidden.at() && end >= view.startTime) addToView(hub, view, { loading_time: ns(end - view.startTime) })
  }

  /** The first view is loaded when the page is, and nothing goes on. */
  const first = (view: ViewRef): Stop => {
    let quiet: number | undefined
    let loaded: number | undefined
    const both = (): void => {
      if (quiet !== undefined && loaded !== undefined) settle(view, Math.max(quiet, loaded))
    }
    const stopQuiet = hub.whenQuiet((end) => {
      quiet = end ?? 0
      both()
    })
    const stopLoad = afterLoad(
      hub.guard(() => {
        const entry = navigation()
        if (!entry?.loadEventEnd) return
        loaded = entry.loadEventEnd
        addToView(hub, view, timings(entry))
        both()
      }),
    )
    return () => {
      stopQuiet()
      stopLoad()
    }
  }

  hub.on('view', (view) => {
    stopWaiting()
    if (!isFirst) hidden.reset()
    stopWaiting = isFirst ? first(view) : hub.whenQuiet((end) => end !== undefined && settle(view, end))
    isFirst = false
  })
  hub.on('viewEnd', () => stopWaiting())
  hub.provide({
    setViewLoadingTime({ time }) {
      manual = hub.viewAt(time)
      if (manual) addToView(hub, manual, { loading_time: ns(time - manual.startTime) })
    },
  })
  hub.onStop(() => stopWaiting())
}

function timings(entry: PerformanceNavigationTiming): Fields {
  const start = activationStart()
  const since = (time: number): number => ns(Math.max(time - start, 0))
  const byte = firstByte()
  return {
    first_byte: byte && since(byte),
    dom_interactive: since(entry.domInteractive),
    dom_content_loaded: since(entry.domContentLoadedEventEnd),
    dom_complete: since(entry.domComplete),
    load_event: since(entry.loadEventEnd),
  }
}
