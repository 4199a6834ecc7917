/** A `PerformanceObserver` that starts with what came before it, and is absent where the browser has none. */
import type { Hub } from '../hub.js'

export const isObservable = (type: string): boolean => !!window.PerformanceObserver?.supportedEntryTypes?.includes(type)

/** What the browser still holds back when the page may go away is handed in then. */
export function observe<E extends PerformanceEntry>(hub: Pick<Hub, 'guard' | 'on' | 'onStop'>, type: string, f: (entries: E[]) => void, more?: object): void {
  if (!isObservable(type)) return
  const observer = new PerformanceObserver(hub.guard((list) => f(list.getEntries() as E[])))
  observer.observe({ type, buffered: true, ...more } as PerformanceObserverInit)
  hub.on('exit', () => f(observer.takeRecords() as E[]))
  hub.onStop(() => observer.disconnect())
}
