/**
 * Feature flags as the application evaluated them in a view: told with its views and errors, and with other
 * events if the options say so.
 */
import { copy } from '../core/values.js'
import type { Call, Fields, Start, ViewRef } from '../hub.js'

export const startFlags: Start = (hub) => {
  const byView = new WeakMap<ViewRef, Fields>()
  const kinds = ['view', 'error', ...hub.options.trackFeatureFlagsForEvents]
  hub.provide({
    addFeatureFlagEvaluation({ time }: Call, key: string, value: unknown) {
      const view = hub.viewAt(time)
      if (!view) return
      byView.set(view, { ...byView.get(view), [key]: copy(value) })
      hub.tell('viewChanged', view)
    },
  })
  hub.on('enrich', ({ event, view }) => {
    if (kinds.includes(event.type)) event.feature_flags = byView.get(view)
  })
}
