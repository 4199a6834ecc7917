/**
 * Tells when the page has come to rest after something began: no change of the document, no resource and
 * no request for 100 ms. Watches the document only while somebody waits.
 */
import type { Hub, Stop } from '../hub.js'
import type { Bus } from './bus.js'
import type { Options } from './options.js'
import { observe } from './observe.js'
import { isOwn } from './url.js'
import { matches } from './values.js'

/** If nothing begins within it, nothing will; and so long it must be quiet to be over. */
const QUIET = 100
/** Below an element with it, the document may change as it likes. */
const EXCLUDED = '[data-dd-excluded-activity-mutations]'

interface Waiter {
  /** Requests with ids up to it began before the wait. */
  after: number
  /** When the page last did something. */
  last?: number
}

const isExcludedChange = ({ target }: MutationRecord): boolean => {
  const element = target instanceof Element ? target : target.parentElement
  return !!element?.closest(EXCLUDED)
}

export function watchActivity(options: Options, bus: Bus): Hub['whenQuiet'] {
  const waiters = new Set<Waiter>()
  const pending = new Set<number>()
  let lastRequest = 0

  const active = (): void => waiters.forEach((waiter) => (waiter.last = performance.now()))
  const isExcluded = (url: string): boolean => isOwn(url) || options.excludedActivityUrls.some((match) => matches(match, url))

  bus.on('activity', active)
  bus.on('request', ({ id, phase, url }) => {
    if (isExcluded(url)) return
    if (phase === 'start') pending.add((lastRequest = id))
    else pending.delete(id)
    active()
  })
  observe(bus, 'resource', (entries) => waiters.size && entries.some(({ name }) => !isExcluded(name)) && active(), { buffered: false })
  const changes = new MutationObserver(bus.guard((records) => void (records.every(isExcludedChange) || active())))
  bus.onStop(() => changes.disconnect())

  return (done, maxDuration) => {
    const waiter: Waiter = { after: lastRequest }
    const stop: Stop = () => {
      clearTimeout(timer)
      clearTimeout(most)
      waiters.delete(waiter)
      if (!waiters.size) changes.disconnect()
    }
    const finish = (end?: number): void => {
      stop()
      done(end)
    }
    // One timer that looks back, as a document may change a thousand times a second.
    const look = bus.guard(() => {
      const { last, after } = waiter
      const wait = last === undefined ? 0 : last + QUIET - performance.now()
      const isBusy = last !== undefined && [...pending].some((id) => id > after)
      if (wait > 0 || isBusy) timer = setTimeout(look, wait > 0 ? wait : QUIET)
      else finish(last)
    })
    let timer = setTimeout(look, QUIET)
    const most = maxDuration && setTimeout(bus.guard(() => finish(performance.now())), maxDuration)
    if (!waiters.size) changes.observe(document, { attributes: true, characterData: true, childList: true, subtree: true })
    waiters.add(waiter)
    return stop
  }
}
