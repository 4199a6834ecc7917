/**
 * How an event is named in the URL: by its time and its id, so that it is found at once, also when
 * the time of the page has moved on. Kinds without an id of their own are told apart by content.
 */
import type { EventJson } from '~/api/queries'
import type { EventName } from '~/search-params'
import { keysOf, valueAt } from './event-path'

const ID_FIELDS: Partial<Record<EventName, string>> = {
  session: 'session.id',
  view: 'view.id',
  action: 'action.id',
  resource: 'resource.id',
  error: 'error.id',
  long_task: 'long_task.id',
  vital: 'vital.id',
}

/** A session lasts four hours at most; its date is its first view's. */
const SESSION_MS = 5 * 3600 * 1000

export function idField(event: EventName): string | undefined {
  return ID_FIELDS[event]
}

export function dateOf(event: EventJson): number {
  return typeof event.date === 'number' ? event.date : 0
}

/** A list asks for the keys of thousands of events each second; an event is of one kind. */
const known = new WeakMap<EventJson, string>()

export function keyOf(event: EventJson, kind: EventName): string {
  const found = known.get(event)
  if (found !== undefined) return found
  const field = ID_FIELDS[kind]
  const id = field && valueAt(event, keysOf(field))
  const key = `${dateOf(event)}.${typeof id === 'string' ? id : `~${hash(JSON.stringify(event))}`}`
  known.set(event, key)
  return key
}

export type ParsedKey = { date?: number; id: string }

export function parseKey(key: string): ParsedKey {
  const found = /^(\d{10,14})\.(.+)$/.exec(key)
  return found ? { date: Number(found[1]), id: found[2]! } : { id: key }
}

/** Whether a key, perhaps without a time (links of other pages have none), names this event. */
export function isNamed(event: EventJson, kind: EventName, key: string): boolean {
  const own = keyOf(event, kind)
  return own === key || parseKey(own).id === parseKey(key).id
}

/** Where to look for it: a filter, and a time where the key tells one. */
export function whereIs(key: string, kind: EventName): { filter: string; from?: number; to?: number } {
  const { date, id } = parseKey(key)
  const field = ID_FIELDS[kind]
  const filter = field && !id.startsWith('~') ? `${field}:"${id.replace(/[\\"]/g, '\\$&')}"` : ''
  if (date === undefined) return { filter }
  return { filter, from: date, to: date + (kind === 'session' ? SESSION_MS : 1) }
}

/** FNV-1a: enough to tell apart what happened in one millisecond. */
function hash(text: string): string {
  let value = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
  return (value >>> 0).toString(36)
}
