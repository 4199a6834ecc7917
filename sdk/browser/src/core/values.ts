/**
 * Plain values: copies that JSON can carry, merges, ids, times. Knows nothing of events.
 */
import type { Fields, Hub, ViewRef } from '../hub.js'
import type { Match } from './options.js'

/** Milliseconds as the wire's integer nanoseconds. */
export const ns = (ms: number): number => Math.round(ms * 1e6)

export const isObject = (value: unknown): value is Fields => !!value && typeof value === 'object' && !Array.isArray(value)

/** A random UUID, version 4; `randomUUID` is absent on pages without TLS. */
export const uuid = (): string =>
  crypto.randomUUID?.() ||
  '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, (digit) =>
    (+digit ^ (crypto.getRandomValues(new Uint8Array(1))[0]! & (15 >> (+digit / 4)))).toString(16),
  )

/**
 * Whether an id falls under a rate, 0 to 100: decided by a hash, so that every page of a session decides
 * alike, and a raised rate keeps those it had. Draws with different salts are independent.
 */
export function drawn(id: string, rate: number, salt = ''): boolean {
  let hash = 0x811c9dc5
  for (const letter of salt + id) {
    hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193)
    hash ^= hash >>> 15
  }
  return (hash >>> 0) / 0x1_0000_0000 < rate / 100
}

/** Whether a text matches: starts with, is matched by, or is accepted by. A function that throws does not match. */
export function matches(match: Match, value: string): boolean {
  if (typeof match === 'function') return !!attempt(() => match(value))
  return match instanceof RegExp ? match.test(value) : value.startsWith(match)
}

/** Calls `f` at most once in so many ms, at the end of them. */
export function throttle(hub: Pick<Hub, 'guard'>, ms: number, f: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const fire = hub.guard(() => {
    timer = undefined
    f()
  })
  return () => void (timer ||= setTimeout(fire, ms))
}

/** Nothing deeper and nothing longer is copied: what an application hands in may be a whole DOM. */
const DEPTH_MAX = 8
const ITEMS_MAX = 500

/** A copy that JSON can carry: cycles left out, elements named, depth and length bounded. */
export function copy(value: any, within: unknown[] = []): unknown {
  if (typeof value === 'bigint') return `${value}`
  if (!value || typeof value !== 'object') return value
  if (within.length > DEPTH_MAX || within.includes(value)) return undefined
  if (value instanceof Node) return `[${value.nodeName}]`
  if (value instanceof Error) return { name: value.name, message: value.message, stack: value.stack }
  if (value.toJSON) return value.toJSON()
  const inner = [...within, value]
  if (Array.isArray(value)) return value.slice(0, ITEMS_MAX).map((item) => copy(item, inner))
  return Object.fromEntries(
    Object.keys(value)
      .slice(0, ITEMS_MAX)
      .map((key) => [key, copy(value[key], inner)]),
  )
}

/** Puts the fields of `from` into `into`, deeply; lists and plain values replace. */
export function merge<T extends Fields>(into: T, from: unknown): T {
  if (!isObject(from)) return into
  for (const [key, value] of Object.entries(from)) {
    if (value === undefined || key === '__proto__') continue
    const before = into[key]
    ;(into as Fields)[key] = isObject(value) ? merge(isObject(before) ? before : {}, value) : value
  }
  return into
}

/** Adds to what is told of a view from now on, and has it told. */
export function addToView(hub: Hub, view: ViewRef, fields: Fields): void {
  merge(view.added, { view: fields })
  hub.tell('viewChanged', view)
}

/** What it gives, or nothing: for what a browser may deny and an application may get wrong. */
export function attempt<T>(f: () => T): T | undefined {
  try {
    return f()
  } catch (error) {
    debug(error)
    return undefined
  }
}

/** Says what went wrong to who looks for it, and to nobody else. */
export const debug = (error: unknown): void => console.debug('Solera:', error)
