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
  active(): void
}

export interface ActivityWatch {
  whenQuiet: Hub['whenQuiet']
  stop: Stop
}

const isExcludedChange = ({ target }: MutationRecord): boolean => {
  const element = target instanceof Element ? target : target.parentElement
  return !!element?.closest(EXCLUDED)
}

export function watchActivity(options: Options, bus: Bus): ActivityWatch {
  const waiters = new Set<Waiter>()
  const pending = new Set<number>()
  let lastRequest = 0
  let unwatch: Stop | undefined

  const active = (): void => waiters.forEach((waiter) => waiter.active())
  const isExcluded = (url: string): boolean => isOwn(url) || options.excludedActivityUrls.some((match) => matches(match, url))

  const stops = [
    bus.on('request', ({ id, phase, url }) => {
      if (isExcluded(url)) return
      if (phase === 'start') {
        pending.add(id)
        lastRequest = Math.max(lastRequest, id)
      } else {
        pending.delete(id)
      }
      active()
    }),
    bus.on('activity', active),
  ]

  const watch = (): Stop => {
    const changes = new MutationObserver(bus.guard((records) => void (records.every(isExcludedChange) || active())))
    changes.observe(document, { attributes: true, characterData: true, childList: true, subtree: true })
    const unobserve = observe(bus, 'resource', (entries) => void (entries.every(({ name }) => isExcluded(name)) || active()), { buffered: false })
    return () => {
      changes.disconnect()
      unobserve()
    }
  }

  const whenQuiet: Hub['whenQuiet'] = (done, maxDuration) => {
    let last: number | undefined
    let timer: ReturnType<typeof setTimeout>
    const stop = (): void => {
      clearTimeout(timer)
      clearTimeout(most)
      if (waiters.delete(waiter) && !waiters.size) {
        unwatch?.()
        unwatch = undefined
      }
    }
    const finish = bus.guard((end?: number) => {
      stop()
      done(end)
    })
    // One timer that looks back, as a document may change a thousand times a second.
    const look = (): void => {
      const wait = last === undefined ? 0 : last + QUIET - performance.now()
      if (wait > 0) timer = setTimeout(look, wait)
      else if (last === undefined || ![...pending].some((id) => id > waiter.after)) finish(last)
      else timer = setTimeout(look, QUIET)
    }
    const waiter: Waiter = { after: lastRequest, active: () => void (last = performance.now()) }
    const most = maxDuration === undefined ? undefined : setTimeout(() => finish(performance.now()), maxDuration)
    timer = setTimeout(look, QUIET)
    waiters.add(waiter)
    unwatch ||= watch()
    return stop
  }

  return {
    whenQuiet,
    stop() {
      stops.forEach((stop) => stop())
      unwatch?.()
      waiters.clear()
    },
  }
}
