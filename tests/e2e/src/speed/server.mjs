// The server that is measured: the API as an operator asks it, a person to be measured as, and a
// session and a view that are long. What it makes there it takes away again.
import { randomUUID } from 'node:crypto'

const DAY_MS = 86_400_000
/** Not within the server's two seconds: it does other things too. */
const VISIBLE_MS = 30_000
const LONG_NAME = 'speed check (to be deleted)'
export const LONG = { views: 42, resources: 2000 }

export class Server {
  constructor(address, token) {
    Object.assign(this, { address: address.replace(/\/$/, ''), token, undo: [] })
  }

  async call(method, path, body) {
    const headers = { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' }
    const response = await fetch(this.address + path, { method, headers, body: body && JSON.stringify(body) })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 300)}`)
    return text === '' ? undefined : JSON.parse(text)
  }

  /** The application with the most views, or the one of that id, and the time in which it has any. */
  async subject(id) {
    const { applications } = await this.call('GET', '/api/v1/applications')
    const spans = await Promise.all(applications.filter(({ application_id }) => !id || application_id === id).map((one) => this.span(one.application_id)))
    const best = spans.sort((a, b) => b.views - a.views)[0]
    if (!best?.views) throw new Error('no application has a view within the last 60 days')
    const counts = await Promise.all(['view', 'action', 'resource', 'error', 'long_task', 'vital', 'log'].map((event) => this.count(best, event)))
    return { ...best, events: counts.reduce((all, count) => all + count, 0) }
  }

  async span(application_id) {
    const to = Date.now() + DAY_MS
    const compute = [{ fn: 'count' }, { fn: 'min', field: 'date' }, { fn: 'max', field: 'date' }]
    const { rows } = await this.call('POST', '/api/v1/query', { application_id, event: 'view', from: to - 61 * DAY_MS, to, compute })
    const [views, first, last] = rows[0]
    return { application_id, views, from: first, to: last + 1 }
  }

  async count({ application_id, from, to }, event) {
    const { rows } = await this.call('POST', '/api/v1/query', { application_id, event, from, to, compute: [{ fn: 'count' }] })
    return rows[0][0]
  }

  /** Somebody to log in as, for as long as is measured. */
  async person() {
    const email = `speed-${randomUUID().slice(0, 8)}@example.com`
    const password = randomUUID()
    const isFirst = (await this.call('GET', '/api/v1/people')).people.length === 0
    const { id } = await this.call('POST', '/api/v1/people', { email, password, scope: 'admin' })
    // The last admin cannot be taken away.
    if (!isFirst) this.undo.push(() => this.call('DELETE', `/api/v1/people/${id}`))
    return { email, password }
  }

  /** An application with a session of many views and a view of many resources. */
  async long() {
    const { applications } = await this.call('GET', '/api/v1/applications')
    for (const old of applications.filter(({ name }) => name === LONG_NAME)) await this.call('DELETE', `/api/v1/applications/${old.application_id}`)
    const { application_id, client_token } = await this.call('POST', '/api/v1/applications', { name: LONG_NAME, type: 'browser' })
    this.undo.push(() => this.call('DELETE', `/api/v1/applications/${application_id}`))
    const begun = Date.now() - 3_600_000
    const session = history(application_id, begun, LONG.views, LONG.resources / LONG.views)
    const view = history(application_id, begun, 1, LONG.resources)
    for (const events of [session, view]) await this.send(client_token, events)
    const ids = { application_id, session: session[0].session.id, view: view[0].view.id, from: begun - DAY_MS / 2, to: begun + DAY_MS / 2 }
    await this.until(`/api/v1/sessions/${ids.session}?application_id=${application_id}`, session.length)
    await this.until(`/api/v1/views/${ids.view}?application_id=${application_id}`, view.length)
    return ids
  }

  async send(token, events) {
    for (let at = 0; at < events.length; at += 500) {
      const body = events.slice(at, at + 500).map((event) => JSON.stringify(event)).join('\n')
      const response = await fetch(`${this.address}/api/v2/rum?ddsource=browser&dd-api-key=${token}`, { method: 'POST', body })
      if (response.status !== 202) throw new Error(`events were answered ${response.status}`)
    }
  }

  async until(path, wanted) {
    const end = Date.now() + VISIBLE_MS
    for (;;) {
      const found = await this.call('GET', path).catch(() => ({ events: [] }))
      if (found.events.length >= wanted) return
      if (Date.now() > end) throw new Error(`${path} has ${found.events.length} of ${wanted} events after ${VISIBLE_MS} ms`)
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  }

  async tidyUp() {
    for (const undo of this.undo.splice(0).reverse()) await undo().catch((error) => console.error(`left behind: ${error.message}`))
  }
}

const MS = 1_000_000

/** Views one after another, each with so many resources, some actions, errors, long tasks. */
function history(application_id, begun, views, resourcesEach) {
  const session = { id: randomUUID(), type: 'user' }
  const viewMs = 60_000
  return Array.from({ length: views }, (_, index) => {
    const at = begun + index * viewMs
    const url = `https://shop.example/page/${index}`
    const envelope = { application: { id: application_id }, session, service: 'shop', version: '1.2.3', _dd: { format_version: 2 }, source: 'browser' }
    const view = { id: randomUUID(), url, name: `/page/${index}`, referrer: '' }
    const event = (type, offset, own) => ({ ...envelope, view, type, date: at + Math.round(offset), [type]: { id: randomUUID(), ...own } })
    const many = (count, make) => Array.from({ length: Math.round(count) }, (_, n) => make(n))
    const whole = { ...envelope, type: 'view', date: at, view: { ...view, time_spent: (viewMs - 5000) * MS, loading_type: index ? 'route_change' : 'initial_load', loading_time: 2400 * MS, largest_contentful_paint: 1900 * MS, first_contentful_paint: 900 * MS, is_active: false, action: { count: 3 }, error: { count: 1 }, resource: { count: Math.round(resourcesEach) }, long_task: { count: 2 } }, _dd: { format_version: 2, document_version: 9 } }
    return [
      whole,
      ...many(resourcesEach, (n) => event('resource', (n * 30_000) / resourcesEach, { type: ['fetch', 'js', 'css', 'image', 'xhr'][n % 5], url: `https://cdn${n % 4}.shop.example/assets/${n}/file-of-some-length.js?version=1.2.3`, method: 'GET', status_code: n % 50 === 7 ? 500 : 200, duration: (20 + (n % 37) * 9) * MS, size: 1000 + n * 17, first_byte: { start: 4 * MS, duration: 12 * MS }, download: { start: 16 * MS, duration: (4 + (n % 37) * 9) * MS } })),
      ...many(3, (n) => event('action', 4000 + n * 9000, { type: 'click', target: { name: `Button ${n}` }, loading_time: 200 * MS })),
      ...many(1, () => event('error', 15_000, { message: 'Cannot read properties of undefined (reading “total”)', source: 'source', type: 'TypeError', stack: 'TypeError: …\n  at page.js:1:100', handling: 'unhandled' })),
      ...many(2, (n) => event('long_task', 800 + n * 5000, { duration: 120 * MS })),
    ]
  }).flat()
}
