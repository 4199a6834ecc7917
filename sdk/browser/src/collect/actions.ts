/**
 * Actions: clicks, and those the application tells of. Each gives its id to what it causes while it lasts.
 */
import { all, uuid } from '../core/values.js'
import type { Call, Fields, Hub, Start, Stop } from '../hub.js'
import { tellAction } from './action.js'
import { type Action, type Causes, watchCauses } from './causes.js'
import { startClicks } from './clicks.js'
import { handlingStack } from './errors.js'
import type { Frustration } from './frustration.js'

interface ActionOptions {
  type?: string
  context?: unknown
  /** Tells actions of one name apart that go on at the same time. */
  actionKey?: string
}

export const startActions: Start = (hub) => {
  const causes = watchCauses(hub)
  const stops = [causes.stop, ...answerActions(hub, causes)]
  if (hub.options.trackUserInteractions) stops.unshift(startClicks(hub, causes))
  return all(stops)
}

/** `addAction`, `startAction`, `stopAction`. */
function answerActions(hub: Hub, causes: Causes): Stop[] {
  const begun = new Map<string, { action: Action; options: ActionOptions }>()
  return [
    hub.provide('addAction', ({ time, stack }: Call, name: string, context?: unknown) => {
      const domain = hub.options.beforeSend && { handlingStack: handlingStack('action', stack) }
      tellAction(hub, { id: uuid(), startTime: time }, { type: 'custom', name: String(name), context, domain })
    }),
    hub.provide('startAction', ({ time }: Call, name: string, options: ActionOptions = {}) => {
      const key = options.actionKey ?? name
      const before = begun.get(key)
      if (before) causes.forget(before.action)
      begun.set(key, { action: causes.begin(time), options })
    }),
    hub.provide('stopAction', ({ time }: Call, name: string, options: ActionOptions = {}) => {
      const key = options.actionKey ?? name
      const found = begun.get(key)
      if (!found) return
      begun.delete(key)
      const { action } = found
      action.endTime = time
      const { type = 'custom', context } = { ...found.options, ...options, context: { ...(found.options.context as Fields), ...(options.context as Fields) } }
      const frustrations: Frustration[] = action.counts.error ? ['error_click'] : []
      tellAction(hub, action, { type, name: String(name), frustrations, loaded: true, context })
    }),
  ]
}
