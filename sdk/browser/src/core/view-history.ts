/**
 * The views of this page that anything may still belong to. Does not begin or end them.
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
  /** The one that has not ended. */
  open(): ViewRef | undefined
}

export function keepViews(): ViewHistory {
  /** Newest first. */
  let views: ViewRef[] = []
  return {
    add: (view) => void (views = [view, ...views].slice(0, VIEWS_MAX)),
    at: (time = performance.now()) => views.find(({ startTime, endTime }) => startTime <= time && !(endTime! <= time)),
    latest: () => views[0],
    open: () => views.find(({ endTime }) => endTime === undefined),
  }
}
