/**
 * Actions: clicks, and those the application tells of. Each gives its id to what it causes while it lasts.
 */
import { uuid } from '../core/values.js'
import type { Call, Start } from '../hub.js'
import { tellAction } from './action.js'
import { watchCauses } from './causes.js'
import { startClicks } from './clicks.js'
import { handlingStack } from './errors.js'

export const startActions: Start = (hub) => {
  const causes = watchCauses(hub)
  if (hub.options.trackUserInteractions) startClicks(hub, causes)
  hub.provide({
    addAction({ time, stack }: Call, name: string, context?: unknown) {
      const domain = hub.options.beforeSend && { handlingStack: handlingStack('action', stack) }
      tellAction(hub, { id: uuid(), startTime: time }, { type: 'custom', name: String(name), context, domain })
    },
  })
}
