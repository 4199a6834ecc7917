/**
 * Counts the main-thread time of the SDK's own callbacks by who spent it, and names the dearest of them when a
 * minute's budget is used up. Knows no callback.
 */

const MINUTE = 60_000
/** The clock also runs while the machine does something else: of one callback no more than this counts against the budget, ms. */
const CALL_MAX = 4

export interface Spent {
  /** Main-thread time of the SDK's own callbacks since the page began, ms. */
  spent(): number
  /** What was spent up to now does not count against the budget: the start of the SDK. */
  forgive(): void
}

export interface Budget extends Spent {
  /** When a callback begins; 0 within another, whose time it is. */
  enter(): number
  /** A callback of that owner, which began at that time, is over. */
  leave(owner: string, began: number): void
}

/** `shed` is called with the dearest owner of the minute that is over the budget, each once, those in `kept` never. */
export function countTime(budget: number, kept: string[], shed: (owner: string) => void): Budget {
  let total = 0
  let within = false
  /** Of the running minute, by owner. */
  let since: number
  let minute: number
  let by: Record<string, number>

  const forgive = (): void => {
    since = performance.now()
    minute = 0
    by = {}
  }
  const shedDearest = (): void => {
    const [dearest] = Object.keys(by).filter((name) => !kept.includes(name)).sort((a, b) => by[b]! - by[a]!)
    forgive()
    if (!dearest) return
    kept.push(dearest)
    shed(dearest)
  }

  forgive()
  return {
    spent: () => total,
    forgive,
    enter() {
      if (within) return 0
      within = true
      return performance.now()
    },
    leave(owner, began) {
      if (!began) return
      within = false
      const now = performance.now()
      const took = now - began
      total += took
      if (now - since > MINUTE) forgive()
      const counted = Math.min(took, CALL_MAX)
      minute += counted
      by[owner] = (by[owner] || 0) + counted
      if (budget && minute > budget) shedDearest()
    },
  }
}
