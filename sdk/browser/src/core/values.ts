/**
 * Plain values: copies that JSON can carry, merges, ids, times. Knows nothing of events.
 */
import type { Fields } from '../hub.js'
import type { Match } from './options.js'

/** Milliseconds as the wire's integer nanoseconds. */
export const ns = (ms: number): number => Math.round(ms * 1e6)

export const isObject = (value: unknown): value is Fields => !!value && typeof value === 'object' && !Array.isArray(value)

/** A random UUID, version 4; `randomUUID` is absent on pages without TLS. */
export function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 15) | 64
  bytes[8] = (bytes[8]! & 63) | 128
  const hex = Array.from(bytes, (byte) => (byte + 256).toString(16).slice(1)).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

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
  hash = Math.imul(hash ^ (hash >>> 13), 0x85ebca6b)
  return ((hash ^ (hash >>> 16)) >>> 0) / 0x1_0000_0000 < rate / 100
}

/** Whether a text matches: starts with, is matched by, or is accepted by. A function that throws does not match. */
export function matches(match: Match, value: string): boolean {
  try {
    if (typeof match === 'function') return match(value)
    return match instanceof RegExp ? match.test(value) : value.startsWith(match)
  } catch {
    return false
  }
}

/** Calls `f` at most once in so many ms, at the end of them; `now` calls it at once, `cancel` not at all. */
export function throttle(f: () => void, ms: number): { later(): void; now(): void; cancel(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  const cancel = (): void => {
    clearTimeout(timer)
    timer = undefined
  }
  const now = (): void => {
    cancel()
    f()
  }
  return { later: () => void (timer ||= setTimeout(now, ms)), now, cancel }
}

/** Nothing deeper and nothing longer is copied: what an application hands in may be a whole DOM. */
const DEPTH_MAX = 8
const ITEMS_MAX = 500

/** A copy of what JSON can carry: cycles and functions left out, elements named, depth and size bounded. */
export function copy(value: unknown, depth = 0, seen: { left: number; path: unknown[] } = { left: ITEMS_MAX, path: [] }): unknown {
  if (typeof value === 'bigint') return `${value}`
  if (value === null || typeof value !== 'object') return typeof value === 'function' || typeof value === 'symbol' ? undefined : value
  if (depth > DEPTH_MAX || seen.left-- < 0 || seen.path.includes(value)) return undefined
  if (value instanceof Date) return value.getTime() ? value.toISOString() : undefined
  if (value instanceof Error) return { name: value.name, message: value.message, stack: value.stack }
  if (value instanceof Node || value instanceof Event) return `[${value instanceof Node ? value.nodeName : value.type}]`
  const inner = { left: seen.left, path: [...seen.path, value] }
  if (Array.isArray(value)) return value.slice(0, ITEMS_MAX).map((item) => copy(item, depth + 1, inner))
  const result: Fields = {}
  for (const key of Object.keys(value).slice(0, ITEMS_MAX)) {
    const field = copy((value as Fields)[key], depth + 1, inner)
    if (field !== undefined) result[key] = field
  }
  return result
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
