/**
 * One event's JSON, read: its kind, id, time, length, and what it is in its own words. Pure.
 * What an event does not say is undefined, never 0 and never a word of ours.
 */
import type { EventJson, Json } from '~/api/queries'

export const KINDS = ['view', 'action', 'error', 'resource', 'long_task', 'vital', 'log', 'replay', 'other'] as const
export type Kind = (typeof KINDS)[number]

/** The value at a path; a key with dots in it, as some clients send, is found too. */
export function read(event: EventJson, path: string): Json | undefined {
  let value: Json | undefined = event
  for (const key of path.split('.')) {
    if (!isObject(value)) return event[path]
    value = value[key]
  }
  return value === undefined ? event[path] : value
}

export function text(event: EventJson, path: string): string | undefined {
  const value = read(event, path)
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}

export function number(event: EventJson, path: string): number | undefined {
  const value = read(event, path)
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

export function texts(event: EventJson, path: string): string[] {
  const value = read(event, path)
  const list = Array.isArray(value) ? value : [value]
  return list.filter((one): one is string => typeof one === 'string' && one !== '')
}

export function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Logs carry no `type`; a segment of a replay has its own object. */
export function kindOf(event: EventJson): Kind {
  const type = text(event, 'type')
  if (type === 'view_update') return 'view'
  if (type && type !== 'other' && (KINDS as readonly string[]).includes(type)) return type as Kind
  if (type) return 'other'
  if (isObject(event.replay)) return 'replay'
  return read(event, 'message') !== undefined || read(event, 'status') !== undefined ? 'log' : 'other'
}

/** The event's own id; logs and some others have none. Links to it lead by `action.id` and so on. */
export function idOf(event: EventJson): string | undefined {
  const kind = kindOf(event)
  if (kind === 'log' || kind === 'replay') return undefined
  if (kind === 'other') return text(event, 'event.id') ?? text(event, 'transition.id')
  return texts(event, `${kind}.id`)[0]
}

/** When it began, in milliseconds since 1970. */
export function dateOf(event: EventJson): number | undefined {
  return number(event, 'date') ?? number(event, 'replay.start')
}

const LENGTHS: Partial<Record<Kind, string[]>> = {
  view: ['view.time_spent'],
  action: ['action.loading_time'],
  resource: ['resource.duration'],
  error: ['freeze.duration'],
  long_task: ['long_task.duration'],
  vital: ['vital.duration', 'vital.websocket.duration'],
}

/** How long it took, in nanoseconds. */
export function durationOf(event: EventJson): number | undefined {
  for (const path of LENGTHS[kindOf(event)] ?? []) {
    const length = number(event, path)
    if (length !== undefined && length >= 0) return length
  }
  return undefined
}

const TITLES: Record<Kind, string[]> = {
  view: ['view.name', 'view.url_path', 'view.url'],
  action: ['action.target.name', 'action.name'],
  resource: ['resource.url'],
  error: ['error.message', 'error.type'],
  long_task: [],
  vital: ['vital.name'],
  log: ['message'],
  replay: ['replay.creation_reason'],
  other: ['event.name', 'transition.type', 'type'],
}

/** What it is, in the event's own words. */
export function titleOf(event: EventJson): string | undefined {
  for (const path of TITLES[kindOf(event)]) {
    const found = text(event, path)
    if (found) return found
  }
  return undefined
}

export type Frustration = 'rage_click' | 'dead_click' | 'error_click' | 'rage_tap' | 'error_tap'
const FRUSTRATIONS: readonly string[] = ['rage_click', 'dead_click', 'error_click', 'rage_tap', 'error_tap']

export function frustrations(event: EventJson): Frustration[] {
  return texts(event, 'action.frustration.type').filter((one): one is Frustration => FRUSTRATIONS.includes(one))
}

/** A request that was refused, or that code made and no answer came to. */
export function hasFailed(event: EventJson): boolean {
  const status = number(event, 'resource.status_code')
  if (status === undefined) return false
  if (status === 0) return ['fetch', 'xhr'].includes(text(event, 'resource.type') ?? '')
  return status >= 400
}

/** The first line of a stack that is a place in code rather than the message again. */
export function firstFrame(stack: string | undefined): string | undefined {
  const lines = (stack ?? '').split('\n').map((line) => line.trim())
  return lines.find((line) => /^(at\s|#?\d+\s|[^\s@]*@\S+:\d+)/.test(line)) ?? lines.slice(1).find((line) => line !== '')
}

/** The last part of an address's path with its query: what tells resources of one page apart. */
export function shortUrl(url: string): string {
  const [, host, path] = /^(?:[a-z]+:)?\/\/([^/?#]*)([^#]*)/i.exec(url) ?? []
  if (host === undefined || path === undefined) return url
  const [way = '', query] = path.split('?')
  const last = way.split('/').filter(Boolean).pop()
  if (!last) return query ? `${host}/?${query}` : `${host}/`
  return query ? `${last}?${query}` : last
}

/** Every value with its path, in the event's order; lists of objects stay whole. */
export function leaves(value: Json, path = ''): [string, Json][] {
  if (!isObject(value)) return [[path, value]]
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path === '' ? key : `${path}.${key}`))
}
