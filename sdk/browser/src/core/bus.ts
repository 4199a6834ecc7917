/**
 * The hub's hooks: topics, guarded callbacks, listeners, patched methods, and what time all of it took.
 * Knows no event's shape.
 */
import type { Hub, Stop, Topics } from '../hub.js'

type Listener = (value: never) => void

/** Main-thread time of the SDK's own callbacks, ms, by collector. */
export interface Spent {
  total: number
  by: Record<string, number>
}

export type Bus = Pick<Hub, 'on' | 'tell' | 'guard' | 'listen' | 'patch'>

/** Hooks shared by all collectors; `forOwner(name)` gives those that count their time under a name. */
export function createBus(spent: Spent, allowUntrusted: boolean, complain: (error: unknown) => void): (owner: string) => Bus {
  const listeners: Partial<Record<keyof Topics, Listener[]>> = {}
  let within = false

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
        const took = performance.now() - start
        spent.total += took
        spent.by[owner] = (spent.by[owner] || 0) + took
      }
    }
  }

  const on: Bus['on'] = (topic, listener) => {
    listeners[topic] = [...(listeners[topic] || []), listener as Listener]
    return () => {
      listeners[topic] = listeners[topic]!.filter((other) => other !== listener)
    }
  }

  return (owner) => {
    const guard = guardFor(owner)
    return {
      guard,
      on: (topic, listener) => on(topic, guard(listener)),
      tell: (topic, value) => listeners[topic]?.forEach((listener) => listener(value as never)),
      listen(target, names, f, options) {
        const handler = guard((event: Event) => {
          if (event.isTrusted || allowUntrusted || !/^(click|pointer|key|touch)/.test(event.type)) f(event)
        })
        names.forEach((name) => target.addEventListener(name, handler, options))
        return () => names.forEach((name) => target.removeEventListener(name, handler, options))
      },
      patch,
    }
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
