/** Moments that the application marks in a view: told with the view as its custom timings. */
import { addToView, ns } from '../core/values.js'
import type { Call, Start } from '../hub.js'

/** A larger number is a date rather than the time since the view began. */
const RELATIVE_MAX_MS = 31_536_000_000

export const startTimings: Start = (hub) =>
  hub.provide({
    addTiming(call: Call, name: string, time?: number) {
      const view = hub.viewAt(call.time)
      if (!view) return
      const at = time === undefined ? call.time - view.startTime : time < RELATIVE_MAX_MS ? time : time - hub.dateAt(view.startTime)
      addToView(hub, view, { custom_timings: { [String(name).replace(/[^\w.@$-]/g, '_')]: ns(at) } })
    },
  })
