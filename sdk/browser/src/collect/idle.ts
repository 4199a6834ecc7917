/**
 * Work that can wait until the page has nothing better to do, done in order; all that waits is done when the
 * page may go away.
 */
import type { Hub, Stop } from '../hub.js'

/** A page that is never idle gets some of the work done all the same, this often. */
const WAIT_MAX_MS = 2_000
const BUSY_MAX = 10
/** Stops before the page's own work would notice. */
const LEFT_MIN_MS = 2

export interface Idle {
  push(task: () => void): void
  stop: Stop
}

export function whenIdle(hub: Hub): Idle {
  const tasks: (() => void)[] = []
  const idle = window.requestIdleCallback as typeof requestIdleCallback | undefined
  const ask = (): unknown => (idle ? idle(work, { timeout: WAIT_MAX_MS }) : setTimeout(work))
  /** Safari has no idle callbacks: there, and at the end, everything is done at once. */
  const work = hub.guard((deadline?: IdleDeadline) => {
    let most = BUSY_MAX
    while (tasks.length && (!deadline || deadline.timeRemaining() > LEFT_MIN_MS || (deadline.didTimeout && most-- > 0))) tasks.shift()!()
    if (tasks.length) ask()
  })
  const offExit = hub.on('exit', () => work())
  return {
    push(task) {
      if (tasks.push(task) === 1) ask()
    },
    stop() {
      offExit()
      tasks.length = 0
    },
  }
}
