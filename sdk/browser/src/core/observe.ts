/** A `PerformanceObserver` that is guarded, starts with what came before it, and is absent where the browser has none. */
import type { Hub, Stop } from '../hub.js'

export function observe<E extends PerformanceEntry>(hub: Pick<Hub, 'guard'>, type: string, f: (entries: E[]) => void, more?: object): Stop {
  if (!window.PerformanceObserver?.supportedEntryTypes?.includes(type)) return () => {}
  const observer = new PerformanceObserver(hub.guard((list) => f(list.getEntries() as E[])))
  observer.observe({ type, buffered: true, ...more } as PerformanceObserverInit)
  return () => observer.disconnect()
}
