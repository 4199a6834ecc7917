/**
 * Which actions were going on at a time, and what they caused: gives events the ids of their actions, and
 * actions the counts of their events. Knows no clicks.
 */
import type { Hub } from '../hub.js'
import { uuid } from '../core/values.js'

/** What is told late may still ask for an action so old. */
const KEPT_MS = 300_000
const KEPT_MAX = 1_000
/** Dates are whole milliseconds, and a long task may begin a little before its click. */
const ROUNDING_MS = 2

/** An action under way, or over. Times on the clock of `performance.now()`. */
export interface Action {
  id: string
  startTime: number
  /** Absent while it goes on. */
  endTime?: number
  /** What it caused itself. */
  counts: Counts
  /** What it caused together with those it is the head of. */
  all: Counts
  /** The action that this one is going to be part of, if it turns out so: its id is told beside the own. */
  head?: Action
}

export interface Counts {
  error: number
  long_task: number
  resource: number
}

export interface Causes {
  begin(startTime: number, head?: Action): Action
  /** It never was an action: nothing more is caused by it. */
  forget(action: Action): void
}

const none = (): Counts => ({ error: 0, long_task: 0, resource: 0 })
const covers = ({ startTime, endTime }: Action, time: number): boolean => startTime <= time && !(endTime! < time)

export function watchCauses(hub: Hub): Causes {
  let actions: Action[] = []

  hub.actionAt = (time = hub.now()) => {
    const ids = new Set<string>()
    for (const action of actions) {
      if (!covers(action, time)) continue
      ids.add(action.id)
      if (action.head) ids.add(action.head.id)
    }
    return ids.size ? Array.from(ids) : undefined
  }
  hub.on('event', ({ event: { type, date, action } }) => {
    if (type !== 'error' && type !== 'long_task' && type !== 'resource') return
    const ids = (action as { id?: string | string[] } | undefined)?.id || ''
    for (const one of actions) {
      if (!ids.includes(one.id)) continue
      one.all[type]++
      if (Math.abs(hub.dateAt(one.startTime) - date) <= ROUNDING_MS || covers(one, date - hub.dateAt(0))) one.counts[type]++
    }
  })
  return {
    begin(startTime, head) {
      const action: Action = { id: uuid(), startTime, head, counts: none(), all: none() }
      const oldest = hub.now() - KEPT_MS
      actions = [...actions.slice(1 - KEPT_MAX).filter(({ endTime }) => !(endTime! < oldest)), action]
      return action
    },
    forget(action) {
      actions = actions.filter((one) => one !== action)
    },
  }
}
