// The console as a person uses it: a real server filled by `solera demo`, and pages that must not
// print an error, break, or ask anybody but that server for anything.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { promisify } from 'node:util'

import { startBrowser } from '../browser.mjs'
import { checkInp, watchInp } from '../inp.mjs'
import { startSolera } from '../solera.mjs'

export const PERSON = { email: 'ada@example.com', password: 'a password of the tests' }
/** The same seed tells the same story; enough of it for every page, few enough for a debug build. */
const DEMO = ['--sessions', '250', '--days', '3', '--seed', '7', '--name', 'Demo shop']

/** A debug build on a machine that does other things too. */
const ANSWER_MS = 30_000
/** Outcomes are written once a minute. */
const COUNTED_MS = 90_000

const require = createRequire(import.meta.url)
const axe = await readFile(require.resolve('axe-core/axe.min.js'), 'utf8')

/** Starts the server and a browser; nobody is set up yet. */
export async function startDesk() {
  const solera = await startSolera()
  const browser = await startBrowser()
  return new Desk(solera, browser)
}

class Desk {
  constructor(solera, browser) {
    Object.assign(this, { solera, browser, state: undefined })
  }

  /** The set-up link as the server printed it, on this server's address. */
  get setupPath() {
    const found = /\/setup\?token=\S+/.exec(this.solera.output.join('\n'))
    assert.ok(found, 'the server printed a set-up link')
    return found[0]
  }

  /** Sends the demo's traffic, as much as `demo` says, and gives the application's id. */
  async fill(demo = DEMO) {
    const args = ['demo', '--server', this.solera.address, ...demo]
    const { stdout, stderr } = await promisify(execFile)(process.env.SOLERA_BINARY, args, {
      env: { ...process.env, SOLERA_ADMIN_TOKEN: this.solera.adminToken },
    })
    const id = /application ([0-9a-f-]{36})/.exec(stdout + stderr)?.[1]
    assert.ok(id, `the demo names its application: ${stdout}${stderr}`)
    this.applicationId = id
    return id
  }

  /** Asks a question about the demo's last seven days. */
  ask(question) {
    return this.solera.post('/api/v1/query', { ...this.lately(), ...question })
  }

  /** Whole events of the demo's last seven days. */
  async events(asked) {
    return (await this.solera.post('/api/v1/events', { ...this.lately(), ...asked })).events
  }

  /** The demo's application, with its client token. */
  application() {
    return this.get(`/api/v1/applications/${this.applicationId}`)
  }

  async get(path) {
    const headers = { authorization: `Bearer ${this.solera.adminToken}` }
    const response = await fetch(this.solera.address + path, { headers })
    assert.equal(response.status, 200, path)
    return response.json()
  }

  lately() {
    const to = Date.now() + 60_000
    return { application_id: this.applicationId, from: to - 7 * 86_400_000, to }
  }

  /** Asks until it is so. */
  async until(what, isSo) {
    const end = Date.now() + COUNTED_MS
    while (!(await isSo())) {
      assert.ok(Date.now() < end, `${what}: not within ${COUNTED_MS} ms`)
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
  }

  /** A page of the person who was set up, once there is one. `settings` are Playwright's. */
  async page(settings = {}) {
    const context = await this.browser.newContext({
      viewport: { width: 1440, height: 900 },
      locale: 'en-US',
      timezoneId: 'Europe/Berlin',
      storageState: this.state,
      ...settings,
    })
    context.setDefaultTimeout(ANSWER_MS)
    await watchInp(context)
    return guard(await context.newPage(), this.solera.address)
  }

  /** Keeps who is logged in for the pages to come. */
  async remember(page) {
    this.state = await page.context().storageState()
  }

  async stop() {
    await this.browser.close()
    await this.solera.stop()
  }
}

/** Notes what must not happen; `page.end()` closes the page and fails on any of it. */
function guard(page, address) {
  const wrong = []
  page.expected = (pattern) => wrong.expected.push(pattern)
  wrong.expected = []
  page.on('console', (message) => message.type() === 'error' && wrong.push(`console: ${message.text()}`))
  page.on('pageerror', (error) => wrong.push(`broke: ${error.stack}`))
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url())
    if (protocol.startsWith('http') && origin !== address) wrong.push(`asked somebody else: ${request.url()}`)
  })
  page.end = async () => {
    await checkInp(page)
    await page.context().close()
    const left = wrong.filter((line) => !wrong.expected.some((pattern) => pattern.test(line)))
    assert.deepEqual(left, [])
  }
  page.visit = (path) => page.goto(address + path)
  return page
}

/** What axe finds that is serious or worse, as lines that say where. */
export async function seriousViolations(page) {
  // Evaluated rather than added as a script, which the console's own policy forbids.
  await page.evaluate(axe)
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }))
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  return serious.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)} ${node.failureSummary}`))
}

/** Until nothing on the page says any more that it loads. */
export async function settled(page) {
  await page.locator('main').waitFor()
  await page.waitForFunction(() => !document.querySelector('[role=status][aria-label], [aria-busy=true]'))
}
