/** Which fields may be chosen for a purpose, and which of them come first. Pure. */
import type { Schemas } from '~/api/client'
import type { EventName } from '~/search-params'
import type { EventJson, Json } from '~/api/queries'

export type Purpose = 'measure' | 'unique' | 'group'
export type Section = 'often' | 'seen' | 'attributes' | 'other'
export type Choice = { field: string; doc: string; unit: string; section: Section }
/** Paths that events have, and whether they hold numbers. */
export type Seen = ReadonlyMap<string, 'number' | 'text'>

const OFTEN_GROUPS = ['view.name', 'geo.country', 'browser.name', 'os.name', 'device.type', 'version', 'env', 'service', 'usr.id']
const OFTEN: Partial<Record<EventName, string[]>> = {
  resource: ['resource.type', 'resource.url_host', 'resource.status_code', 'resource.method', 'resource.duration', 'resource.size'],
  error: ['error.type', 'error.source', 'error.handling', 'error.message'],
  action: ['action.type', 'action.target.name', 'action.loading_time'],
  session: ['session.type', 'session.duration', 'session.view.count', 'session.error.count'],
  view: ['view.loading_type', 'view.largest_contentful_paint', 'view.interaction_to_next_paint', 'view.cumulative_layout_shift', 'view.first_contentful_paint', 'view.first_byte', 'view.loading_time', 'view.time_spent'],
  long_task: ['long_task.duration', 'long_task.blocking_duration'],
  vital: ['vital.name', 'vital.duration'],
  log: ['status', 'logger.name', 'service'],
}
const ORDER: Section[] = ['often', 'seen', 'attributes', 'other']
/** What a group or a count of values can be made of. */
const SCALARS = ['string', 'boolean', 'integer', 'number', 'id']

function suits({ role, type, unit }: Schemas['FieldInfo'], purpose: Purpose): boolean {
  if (purpose === 'measure') return role === 'measure' && unit !== 'epoch_ms'
  if (!SCALARS.includes(type) || unit === 'epoch_ms') return false
  return role === 'facet' || (role === 'detail' && type === 'string') || purpose === 'unique'
}

export function choices(fields: readonly Schemas['FieldInfo'][], event: EventName, purpose: Purpose, seen: Seen): Choice[] {
  const known = new Set(fields.map(({ field }) => field))
  const often = [...(OFTEN[event] ?? []), ...OFTEN_GROUPS]
  const listed = fields
    .filter((info) => suits(info, purpose))
    .map(({ field, doc, unit }): Choice => ({ field, doc, unit, section: often.includes(field) ? 'often' : seen.has(field) ? 'seen' : 'other' }))
  const own = [...seen]
    .filter(([path, kind]) => !known.has(path) && (purpose !== 'measure' || kind === 'number'))
    .map(([field]): Choice => ({ field, doc: '', unit: '', section: 'attributes' }))
  const place = ({ section, field }: Choice) => (section === 'often' ? often.indexOf(field) : 0)
  return [...listed, ...own].sort((a, b) => ORDER.indexOf(a.section) - ORDER.indexOf(b.section) || place(a) - place(b) || a.field.localeCompare(b.field))
}

/** Those that hold every word: in the name before in the text, at the start of a part before within it. */
export function find(all: readonly Choice[], text: string): Choice[] {
  const words = text.toLowerCase().split(/\s+/).filter((word) => word !== '')
  if (words.length === 0) return [...all]
  const scored = all.map((choice) => ({ choice, score: score(choice, words) })).filter(({ score }) => score > 0)
  return scored.sort((a, b) => b.score - a.score).map(({ choice }) => choice)
}

function score({ field, doc }: Choice, words: string[]): number {
  const name = field.toLowerCase()
  const parts = name.split(/[._]/)
  const each = words.map((word): number => {
    if (name === word) return 8
    if (parts.some((part) => part.startsWith(word)) || name.startsWith(word)) return 4
    if (name.includes(word)) return 2
    return doc.toLowerCase().includes(word) ? 1 : 0
  })
  return each.includes(0) ? 0 : each.reduce((sum, one) => sum + one, 0)
}

/** What the server's own parts of an event are called; they are no attributes. */
const SERVERS = /^(_dd|solera)\b/
const DEPTH_MAX = 6

/** The paths of values in some events. */
export function pathsOf(events: readonly EventJson[]): Map<string, 'number' | 'text'> {
  const found = new Map<string, 'number' | 'text'>()
  const walk = (value: Json, path: string, depth: number) => {
    if (value === null || Array.isArray(value) || depth > DEPTH_MAX) return
    if (typeof value !== 'object') return void found.set(path, typeof value === 'number' && found.get(path) !== 'text' ? 'number' : 'text')
    for (const [name, inner] of Object.entries(value)) walk(inner, path === '' ? name : `${path}.${name}`, depth + 1)
  }
  for (const event of events) walk(event, '', 0)
  for (const path of found.keys()) if (SERVERS.test(path)) found.delete(path)
  return found
}

/** What stands at an attribute that a question can count or group by. */
const VALUES = ['string', 'number', 'boolean']

/** With the attributes that the server met, which has looked through more events. */
export function withListed(seen: Seen, listed: readonly Schemas['AttributeInfo'][]): Seen {
  const values = listed.filter(({ field, types }) => !SERVERS.test(field) && types.some((type) => VALUES.includes(type)))
  const kinds = values.map(({ field, types }) => [field, types.includes('number') && !types.includes('string') ? 'number' : 'text'] as const)
  return new Map([...seen, ...kinds])
}

/** Whether a text may be the path of an attribute. */
export function isPath(text: string): boolean {
  return /^[\p{L}_@][\p{L}\p{N}_@$-]*(\.[\p{L}\p{N}_@$-]+)*$/u.test(text) && text.length <= 200
}
