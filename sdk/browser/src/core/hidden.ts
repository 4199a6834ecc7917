/** When the page was first hidden: what is measured past that says nothing of what a visitor waited for. */
import type { Hub } from '../hub.js'

export interface Hidden {
  /** On the clock of `performance.now()`; `Infinity` as long as the page was seen all the time. */
  at(): number
  /** From here on anew, if the page is seen now. */
  reset(): void
}

/** Whether nobody sees the page now. */
export const isHidden = (): boolean => document.visibilityState === 'hidden'

export function watchHidden(hub: Hub): Hidden {
  const recorded = performance.getEntriesByType('visibility-state').find(({ name }) => name === 'hidden')
  let at = recorded ? recorded.startTime : isHidden() ? 0 : Infinity
  hub.listen(window, ['visibilitychange', 'pagehide'], ({ type, timeStamp }) => {
    if (isHidden() || type === 'pagehide') at = Math.min(at, timeStamp)
  })
  return {
    at: () => at,
    reset() {
      if (!isHidden()) at = Infinity
    },
  }
}
