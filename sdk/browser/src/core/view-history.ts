/**
 * The views of this page that anything may still belong to, newest last. Does not begin or end them.
 */
import type { ViewRef } from '../hub.js'

/** More views than this are not remembered: an event that comes so late belongs to none. */
const VIEWS_MAX = 100

export interface ViewHistory {
  add(view: ViewRef): void
  /** The view current at that time, or now. */
  at(time?: number): ViewRef | undefined
  /** The last that began, even if it has ended. */
  latest(): ViewRef | undefined
  byId(id: unknown): ViewRef | undefined
}

export function keepViews(): ViewHistory {
  const views: ViewRef[] = []
  const last = (is: (view: ViewRef) => boolean): ViewRef | undefined => {
    for (let index = views.length - 1; index >= 0; index--) if (is(views[index]!)) return views[index]
    return undefined
  }
  return {
    add(view) {
      views.push(view)
      if (views.length > VIEWS_MAX) views.shift()
    },
    at: (time = performance.now()) => last(({ startTime, endTime }) => startTime <= time && (endTime === undefined || time < endTime)),
    latest: () => views[views.length - 1],
    byId: (id) => last((view) => view.id === id),
  }
}
