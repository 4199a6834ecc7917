/**
 * Feature flags as the application evaluated them in a view: told with its views and errors, and with other
 * events if the options say so.
 */
import { copy } from '../core/values.js'
import type { Call, Fields, Start } from '../hub.js'
import { stopAll } from './tell.js'

/** Views whose flags are remembered: an event may still come late. */
const VIEWS_MAX = 50

export const startFlags: Start = (hub) => {
  const byView = new Map<string, Fields>()
  const kinds = ['view', 'error', ...hub.options.trackFeatureFlagsForEvents]
  const stops = [
    hub.provide('addFeatureFlagEvaluation', ({ time }: Call, key: string, value: unknown) => {
      const id = hub.viewAt(time)?.id
      if (!id) return
      byView.set(id, { ...byView.get(id), [key]: copy(value) })
      if (byView.size > VIEWS_MAX) byView.delete(byView.keys().next().value!)
    }),
    hub.enrich((event, { startTime }) => {
      if (!kinds.includes(event.type)) return
      const id = event.type === 'view' ? (event.view as { id?: string }).id : undefined
      event.feature_flags ||= byView.get(id || hub.viewAt(startTime)?.id || '')
    }),
  ]
  return stopAll(stops)
}
