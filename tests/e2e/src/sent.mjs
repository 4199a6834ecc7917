// What an SDK sent, read out of recorded requests: an implementation of the wire format of its
// own, so that the server's is compared with something.
import { inflateSync } from 'node:zlib'

/** The events of the RUM requests, telemetry left out. */
export function rumEvents(requests) {
  return lines(requests, '/api/v2/rum').filter((event) => event.type !== 'telemetry')
}

/** The lines of the log requests. */
export function logEvents(requests) {
  return lines(requests, '/api/v2/logs')
}

function lines(requests, path) {
  const bodies = requests.filter((one) => one.method === 'POST' && one.path === path).map(plain)
  return bodies.flatMap((body) => body.split('\n').filter(Boolean).map((line) => JSON.parse(line)))
}

function plain({ query, body }) {
  const deflated = query.get('dd-evp-encoding') === 'deflate'
  return (deflated ? inflateSync(body) : body).toString('utf8')
}

/** The metadata of the replay segments. */
export function replaySegments(requests) {
  const uploads = requests.filter((one) => one.method === 'POST' && one.path === '/api/v2/replay')
  return uploads.map(({ headers, body }) => {
    const boundary = /boundary=(.+)$/.exec(headers['content-type'])[1]
    const parts = body.toString('latin1').split(`--${boundary}`)
    const event = parts.find((part) => /name="event"/.test(part))
    return JSON.parse(event.slice(event.indexOf('\r\n\r\n') + 4))
  })
}

/** An event's id, as its kind spells it. */
export function idOf(event) {
  const kind = event.type === 'view_update' ? 'view' : event.type
  return event[kind]?.id
}

/** Every event once: of what was sent again one copy, of a view's versions the document they end in. */
export function distinct(events) {
  const byId = new Map()
  for (const event of events.filter((event) => !event.type.startsWith('view'))) {
    byId.set(`${event.type} ${idOf(event)}`, event)
  }
  for (const [id, versions] of groupBy(events.filter(isView), idOf)) byId.set(`view ${id}`, lastDocument(versions))
  return byId
}

/** Whether the requests hold everything noted, of each view the last version at least. */
export function holdsAll(requests, noted) {
  const versions = new Map()
  for (const event of rumEvents(requests)) {
    const key = `${event.type === 'view_update' ? 'view' : event.type} ${idOf(event)}`
    versions.set(key, Math.max(versions.get(key) ?? 0, event._dd.document_version ?? 0))
  }
  return [...noted].every(([key, version]) => versions.get(key) >= version)
}

const isView = (event) => event.type === 'view' || event.type === 'view_update'

function groupBy(items, key) {
  const groups = new Map()
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item])
  return groups
}

/** The document that versions of one view, in whatever order they came, end in. */
function lastDocument(versions) {
  const byVersion = new Map(versions.map((one) => [one._dd.document_version, one]))
  const ordered = [...byVersion.values()].sort((a, b) => a._dd.document_version - b._dd.document_version)
  return ordered.reduce((last, next) => {
    if (next.type === 'view') return next
    return { ...merge(last, next, ''), type: 'view' }
  }, {})
}

const REPLACED = new Set(['view.custom_timings', 'context', 'connectivity', 'usr', 'device', 'privacy'])

function merge(base, update, path) {
  const merged = { ...base }
  for (const [key, value] of Object.entries(update)) {
    const at = path ? `${path}.${key}` : key
    if (value === null) delete merged[key]
    else if (at === '_dd.page_states') merged[key] = [...(base[key] ?? []), ...value]
    else if (isObject(value) && isObject(base[key]) && !REPLACED.has(at)) merged[key] = merge(base[key], value, at)
    else merged[key] = value
  }
  return merged
}

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The sent event as it comes back: trace ids are normalised to 32 hexadecimal digits. */
export function asKept(event) {
  const trace = event._dd?.trace_id
  if (!trace || /^[0-9a-f]{32}$/.test(trace)) return event
  const hex = BigInt(trace).toString(16).padStart(32, '0')
  return { ...event, _dd: { ...event._dd, trace_id: hex } }
}

/** Every leaf of `sent` that `got` lacks or holds otherwise: empty when nothing was lost. */
export function lost(sent, got, path = '') {
  if (isObject(sent)) {
    if (!isObject(got) && Object.keys(sent).length > 0) return [`${path}: ${show(sent)} became ${show(got)}`]
    return Object.entries(sent).flatMap(([key, value]) => lost(value, got?.[key], path ? `${path}.${key}` : key))
  }
  return show(sent) === show(got) ? [] : [`${path}: ${show(sent)} became ${show(got)}`]
}

const show = (value) => JSON.stringify(value)
