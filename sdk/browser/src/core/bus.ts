/**
 * The hub's hooks: topics, guarded callbacks, listeners, patched methods; and what time all of it took.
 * Over the budget it names the dearest collector. Knows no event's shape.
 */
import type { Hub, Stop, Topics } from '../hub.js'
import type { Options } from './options.js'

type Listener = (value: never) => void

/** Hooks of one collector; its time is counted under its name. */
export type Bus = Pick<Hub, 'on' | 'tell' | 'guard' | 'listen' | 'patch'>

export interface Buses {
  of(owner: string): Bus
  /** Main-thread time of the SDK's own callbacks since the page began, ms. */
  spent(): number
  /** What was spent up to now does not count against the budget: the start of the SDK. */
  forgive(): void
}

const MINUTE = 60_000
/** Counted under this name is what the SDK cannot do without; it is never shed. */
export const CORE = 'core'
/** The clock also runs while the machine does something else: of one callback no more than this counts against the budget, ms. */
const CALL_MAX = 4

export function createBuses(options: Options, complain: (error: unknown) => void): Buses {
  const listeners: Partial<Record<keyof Topics, Listener[]>> = {}
  let total = 0
  let within = false
  /** Of the running minute, by owner. */
  let since = performance.now()
  let minute = 0
  let by: Record<string, number> = {}
  /** Neither what the SDK cannot do without, nor errors, nor what was shed already. */
  const keep = [CORE, 'errors']

  const forgive = (): void => {
    since = performance.now()
    minute = 0
    by = {}
  }
  const tell: Bus['tell'] = (topic, value) => listeners[topic]?.forEach((listener) => listener(value as never))

  const count = (owner: string, took: number, now: number): void => {
    total += took
    if (now - since > MINUTE) forgive()
    const counted = Math.min(took, CALL_MAX)
    minute += counted
    by[owner] = (by[owner] || 0) + counted
    if (!options.costBudget || minute <= options.costBudget) return
    const dearest = Object.keys(by).filter((name) => !keep.includes(name)).sort((a, b) => by[b]! - by[a]!)[0]
    forgive()
    if (!dearest) return
    keep.push(dearest)
    tell('shed', dearest)
  }

  const guardFor = (owner: string): Bus['guard'] => (f) => (...args) => {
    const outer = !within
    const start = outer ? performance.now() : 0
    within = true
    try {
      f(...args)
    } catch (error) {
      complain(error)
    } finally {
      if (outer) {
        within = false
        const now = performance.now()
        if (now > start) count(owner, now - start, now)
      }
    }
  }

  return {
    spent: () => total,
    forgive,
    of(owner) {
      const guard = guardFor(owner)
      return {
        guard,
        tell,
        on(topic, listener) {
          const guarded = guard(listener) as Listener
          listeners[topic] = [...(listeners[topic] || []), guarded]
          return () => {
            listeners[topic] = listeners[topic]!.filter((other) => other !== guarded)
          }
        },
        listen(target, names, f, how) {
          const handler = guard((event: Event) => {
            if (event.isTrusted || options.allowUntrustedEvents) f(event)
          })
          names.forEach((name) => target.addEventListener(name, handler, how))
          return () => names.forEach((name) => target.removeEventListener(name, handler, how))
        },
        patch,
      }
    },
  }
}

function patch<T extends object, K extends keyof T>(target: T, method: K, wrap: (original: T[K]) => T[K]): Stop {
  const original = target[method]
  const own = Object.prototype.hasOwnProperty.call(target, method)
  if (typeof original !== 'function') return () => {}
  let active: unknown = wrap(original)
  const patched = function (this: unknown, ...args: unknown[]) {
    return (active as (...args: unknown[]) => unknown).apply(this, args)
  } as unknown as T[K]
  target[method] = patched
  return () => {
    active = original
    if (target[method] !== patched) return
    if (own) target[method] = original
    else delete target[method]
  }
}
