/** Work that can wait until the page has nothing better to do, done in order. */
import type { Hub } from '../hub.js'

/** A page that is never idle gets some of the work done all the same, this often. */
const WAIT_MAX_MS = 2_000
const BUSY_MAX = 10
/** Stops before the page's own work would notice. */
const LEFT_MIN_MS = 2

export interface Idle {
  push(task: () => void): void
  /** Does all that waits: the page may go away. */
  finish(): void
}

export function whenIdle(hub: Hub): Idle {
  const tasks: (() => void)[] = []
  const idle = window.requestIdleCallback as typeof requestIdleCallback | undefined
  const ask = (): unknown => (idle ? idle(work, { timeout: WAIT_MAX_MS }) : setTimeout(work))
  /** Safari has no idle callbacks: there, as at the end, everything is done at once. */
  const work = hub.guard((deadline?: IdleDeadline) => {
    let most = BUSY_MAX
    while (tasks.length && (!deadline || deadline.timeRemaining() > LEFT_MIN_MS || (deadline.didTimeout && most-- > 0))) tasks.shift()!()
    if (tasks.length) ask()
  })
  return {
    push(task) {
      if (tasks.push(task) === 1) ask()
    },
    finish: () => work(),
  }
}
