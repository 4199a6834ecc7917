/**
 * The minute that pages ask about: one for the whole console, so that all questions of a page end
 * at the same moment and answers are found again. It moves while a page is looked at, and at once
 * when the reader asks for fresh data.
 */
import { useSyncExternalStore } from 'react'

const MOVE_MS = 60_000

let moment = Date.now()
const listeners = new Set<() => void>()

/** The minute that it is for everybody who asks. */
export const now = () => moment

/** Moves the clock to now; what depends on it asks again. */
export function tick() {
  moment = Date.now()
  for (const listener of listeners) listener()
}

const isSeen = () => document.visibilityState === 'visible'
const tickIfOld = () => isSeen() && Date.now() - moment >= MOVE_MS && tick()

setInterval(() => isSeen() && tick(), MOVE_MS)
// A page that was hidden for long shows what is now, not what was.
document.addEventListener('visibilitychange', tickIfOld)

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export function useClock(): number {
  return useSyncExternalStore(subscribe, now)
}
