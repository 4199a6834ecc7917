/** An action as the event that tells of it. Knows neither who acted nor why. */
import { ns } from '../core/values.js'
import type { Fields, Hub } from '../hub.js'
import type { Action } from './causes.js'
import type { Frustration } from './frustration.js'
import { tell } from './tell.js'

export interface About {
  type: string
  name: string
  frustrations?: Frustration[]
  /** Whether it has a loading time: from its start to its end. */
  loaded?: boolean
  context?: unknown
  domain?: Fields
  _dd?: Fields
}

/** An action that took no time has no counts, as nothing can be caused by it. */
export function tellAction(hub: Hub, { id, startTime, endTime, counts }: Pick<Action, 'id' | 'startTime'> & Partial<Action>, about: About): void {
  const action = {
    id,
    type: about.type,
    target: { name: about.name },
    loading_time: about.loaded ? ns(endTime! - startTime) : undefined,
    error: counts && { count: counts.error },
    long_task: counts && { count: counts.long_task },
    resource: counts && { count: counts.resource },
    frustration: { type: about.frustrations || [] },
  }
  tell(hub, 'action', startTime, { action, _dd: about._dd }, about.domain, about.context)
}
