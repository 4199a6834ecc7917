/**
 * The hub's hooks: topics, guarded callbacks, listeners, patched methods, answers to calls. Each owner's come out
 * again together. Knows no event's shape.
 */
import type { Answers, Hub, Stop } from '../hub.js'
import { countTime, type Spent } from './budget.js'
import type { Options } from './options.js'
import { debug } from './values.js'

type Listener = (value: never) => void

/** Hooks of one collector; its time is counted under its name. */
export interface Bus extends Pick<Hub, 'on' | 'tell' | 'guard' | 'listen' | 'patch' | 'provide' | 'onStop'> {
  /** Takes all of them out; what was guarded does nothing any more. */
  stop: Stop
}

export interface Buses extends Spent {
  of(owner: string): Bus
}

/** Counted under this name is what the SDK cannot do without; it is never shed. */
export const CORE = 'core'

/** The first to hear, and never in the way of scrolling. */
const FIRST = { capture: true, passive: true }

export function createBuses(options: Options, answers: Answers): Buses {
  const listeners: Record<string, Listener[]> = {}
  const tell: Bus['tell'] = (topic, value) => listeners[topic]?.forEach((listener) => listener(value as never))
  // Neither what the SDK cannot do without nor errors are ever too dear.
  const time = countTime(options.costBudget, [CORE, 'errors'], (dearest) => tell('shed', dearest))

  const of = (owner: string): Bus => {
    const stops: Stop[] = []
    let stopped = false
    const guard: Bus['guard'] = (f) => (...args) => {
      if (stopped) return undefined
      const began = time.enter()
      try {
        return f(...args)
      } catch (error) {
        debug(error)
        return undefined
      } finally {
        time.leave(owner, began)
      }
    }
    return {
      guard,
      tell,
      onStop: (f) => void stops.push(f),
      stop() {
        stops.forEach((stop) => stop())
        stopped = true
      },
      on: (topic, listener) => void (listeners[topic] ||= []).push(guard(listener)),
      provide(given) {
        for (const name in given) answers[name] = guard(given[name]!)
      },
      listen(target, names, f) {
        const handler = guard((event: Event) => {
          if (event.isTrusted || options.allowUntrustedEvents) f(event)
        })
        for (const name of names) {
          target.addEventListener(name, handler, FIRST)
          stops.push(() => target.removeEventListener(name, handler, FIRST))
        }
      },
      patch: (object, method, wrap) => void stops.push(patch(object, method, wrap)),
    }
  }
  return { ...time, of }
}

/** Some frameworks put their own method on an instance: then ours must lie over theirs. */
function patch<T extends object, K extends keyof T>(object: T, method: K, wrap: (original: T[K]) => T[K]): Stop {
  if (typeof object[method] !== 'function') return () => {}
  let target = object
  while (!Object.prototype.hasOwnProperty.call(target, method)) target = Object.getPrototypeOf(target)
  const original = target[method]
  let active: unknown = wrap(original)
  const patched = function (this: unknown, ...args: unknown[]) {
    return (active as (...args: unknown[]) => unknown).apply(this, args)
  } as unknown as T[K]
  target[method] = patched
  return () => {
    active = original
    if (target[method] === patched) target[method] = original
  }
}
