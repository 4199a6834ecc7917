/**
 * Work that can wait until the page has nothing better to do, done in order; all that waits is done when the
 * page may go away.
 */
import type { Hub, Stop } from '../hub.js'

/** A page that is never idle gets the work done all the same. */
const WAIT_MAX_MS = 2_000
/** Stops before the page's own work would notice. */
const LEFT_MIN_MS = 2

export interface Idle {
  push(task: () => void): void
  stop: Stop
}

export function whenIdle(hub: Hub): Idle {
  const tasks: (() => void)[] = []
  const ask = window.requestIdleCallback as typeof window.requestIdleCallback | undefined
  let asked = false

  const work = hub.guard((left: () => number) => {
    asked = false
    while (tasks.length && left() > LEFT_MIN_MS) tasks.shift()!()
    if (tasks.length) askAgain()
  })
  const askAgain = (): void => {
    if (asked) return
    asked = true
    // Safari has no idle callbacks: a task of 10 ms at most is what it gets.
    const end = (): (() => number) => {
      const start = hub.now()
      return () => start + 10 - hub.now()
    }
    if (ask) ask((deadline) => work(deadline.didTimeout ? end() : () => deadline.timeRemaining()), { timeout: WAIT_MAX_MS })
    else setTimeout(() => work(end()))
  }
  const offExit = hub.on('exit', () => work(() => Infinity))
  return {
    push(task) {
      tasks.push(task)
      askAgain()
    },
    stop() {
      offExit()
      tasks.length = 0
    },
  }
}
