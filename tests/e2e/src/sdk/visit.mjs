// A visit to a page with our SDK in it: an application of its own, a browser profile of its own, and
// what arrived of it at the server.
import assert from 'node:assert/strict'

import { idOf, rumEvents } from '../sent.mjs'
import { sdkAddress } from './pages.mjs'

/** A new application, and the watch over what is sent to it. */
export async function newVisit(on, name = 'sdk') {
  const { application_id, client_token } = await on.solera.createApplication(name)
  return new Visit(on, application_id, client_token)
}

class Visit {
  wrong = []
  /** What breaks or is printed on purpose. */
  expected = undefined

  constructor(on, applicationId, clientToken) {
    Object.assign(this, { on, applicationId, clientToken, watch: on.gate.watch(clientToken) })
  }

  /**
   * The options of `init`, as JavaScript; `more` holds lines of it, functions too. Without a budget of
   * time, for a machine that does other things too would have collectors shed.
   */
  options(more = '') {
    const { applicationId, clientToken } = this
    const given = { applicationId, clientToken, endpoint: this.on.gate.address, service: 'sdk', env: 'test', version: '1.2.3', costBudget: 0 }
    return `{ ...${JSON.stringify(given)}, ${more} }`
  }

  /** What stands in the head of a page: the stub, `init`, and the script that is waited for by nobody. */
  snippet(more = '') {
    const { manifest } = this.on
    const source = sdkAddress(this.on) + manifest.path
    return [
      `<script>${manifest.stub}\nSOLERA_RUM.init(${this.options(more)})</script>`,
      `<script async src="${source}" integrity="${manifest.integrity}" crossorigin="anonymous"></script>`,
    ].join('\n')
  }

  /** A document with the SDK in its head. */
  document(body, more = '') {
    return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title>\n${this.snippet(more)}\n</head><body>${body}</body></html>`
  }

  /** Puts such a document on the site, under a path that no other test has. */
  add(path, body, more = '', headers = {}) {
    return this.on.pages.add(`/${this.applicationId}${path}`, this.document(body, more), headers)
  }

  /** A page in a browser profile of its own; what breaks on it or is printed as an error is noted. */
  async page(settings = {}) {
    this.context ??= await this.on.browser.newContext(settings)
    const page = await this.context.newPage()
    page.on('pageerror', (error) => this.wrong.push(error.message))
    page.on('console', (message) => message.type() === 'error' && this.wrong.push(message.text()))
    return page
  }

  /** Opens a document with the SDK in it, once the SDK has started. */
  async open(body, more = '', path = '/') {
    const page = await this.page()
    await page.goto(this.add(path, body, more))
    await started(page)
    return page
  }

  /** Everything of a kind, once there is enough of it. */
  async arrived(kind, enough = (events) => events.length > 0) {
    const got = await this.on.solera.eventsOnce(this.applicationId, kind, enough)
    const shown = got.map((event) => JSON.stringify(event[kind]).slice(0, 120)).join('\n')
    assert.ok(enough(got), `${got.length} of ${kind}; sent:\n${this.sent()}\n${shown}`)
    return got
  }

  /** What was sent so far, a line a request, to be read when a test fails. */
  sent() {
    const lines = this.watch.requests.map((one) => `${one.method} ${one.status} ${counted(rumEvents([one]))}`)
    return lines.join('\n')
  }

  /** Everything of a kind that is there once the page was left and its views, so many, are over. */
  async afterLeaving(page, kind, count = 1) {
    await leave(page, this.on.pages)
    await this.arrived('view', (views) => views.length >= count && views.every(({ view }) => view.is_active === false))
    return this.on.solera.events(this.applicationId, kind)
  }

  /** Ends the visit; fails on what broke on its pages. */
  async end() {
    await this.context?.close()
    const left = this.wrong.filter((line) => !this.expected?.test(line))
    assert.deepEqual(left, [], 'nothing broke on the page')
  }
}

/** How many of each kind: `view 1, action 12`. */
function counted(events) {
  const counts = {}
  for (const { type } of events) counts[type] = (counts[type] ?? 0) + 1
  return Object.entries(counts).map(([kind, count]) => `${kind} ${count}`).join(', ')
}

/** Until the script is there and has played what was called before. */
export async function started(page) {
  await page.waitForFunction(() => window.SOLERA_RUM?.version !== undefined)
}

/** Goes away, as visitors do: the SDK sends what it holds. */
export async function leave(page, pages) {
  await page.goto(`${pages.address}/away`)
}

/** Each event once. */
export function assertOnce(events) {
  const ids = events.map(idOf)
  assert.equal(new Set(ids).size, ids.length, 'each event once')
}
