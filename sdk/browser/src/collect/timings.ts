/** Moments that the application marks in a view: told with the view as its custom timings. */
import { all, ns } from '../core/values.js'
import type { Call, Fields, Start, ViewRef } from '../hub.js'

/** A larger number is a date rather than the time since the view began. */
const RELATIVE_MAX_MS = 31_536_000_000

export const startTimings: Start = (hub) => {
  const byView = new WeakMap<ViewRef, Fields>()
  return all([
    hub.provide('addTiming', (call: Call, name: string, time?: number) => {
      const view = hub.viewAt(call.time)
      if (!view) return
      const at = time === undefined ? call.time - view.startTime : time < RELATIVE_MAX_MS ? time : time - hub.dateAt(view.startTime)
      byView.set(view, { ...byView.get(view), [String(name).replace(/[^\w.@$-]/g, '_')]: ns(at) })
      hub.tell('viewChanged', view)
    }),
    hub.enrich((event, view) => {
      if (event.type === 'view') (event.view as Fields).custom_timings = byView.get(view)
    }),
  ])
}
