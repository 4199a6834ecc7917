// Where a page may be: under a strict policy, in a frame of another origin, without storage, without
// workers, with the SDK in it twice.
import assert from 'node:assert/strict'
import { test } from 'node:test'

import { sdkAddress } from './pages.mjs'
import { leave, newVisit, started } from './visit.mjs'

export function places(on) {
  test('under a strict Content-Security-Policy', () => strictPolicy(on))
  test('in a frame of another origin', () => framed(on))
  test('with cookies and storage denied', () => storageDenied(on))
  test('where the browser lacks what the SDK would like to use', () => oldBrowser(on))
  test('loaded twice, and started twice', () => twice(on))
}

/** A page whose scripts are files, as a strict policy wants it. */
function strictDocument(on, visit) {
  const base = `/${visit.applicationId}`
  on.pages.add(`${base}/start.js`, `${on.manifest.stub}\nSOLERA_RUM.init(${visit.options()})`)
  const source = sdkAddress(on) + on.manifest.path
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Strict</title>
    <script src="${base}/start.js"></script>
    <script async src="${source}" integrity="${on.manifest.integrity}" crossorigin="anonymous"></script>
    </head><body><button>Press</button></body></html>`
}

async function strictPolicy(on) {
  const visit = await newVisit(on)
  const policy = [
    `default-src 'none'`,
    `script-src 'self' ${sdkAddress(on)}`,
    `connect-src 'self' ${on.gate.address}`,
    `require-trusted-types-for 'script'`,
    `trusted-types 'none'`,
  ].join('; ')
  const page = await visit.page()
  const violations = []
  await page.exposeFunction('violated', (what) => violations.push(what))
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => window.violated(`${violatedDirective} ${blockedURI}`))
  })
  await page.goto(on.pages.add(`/${visit.applicationId}/`, strictDocument(on, visit), { 'content-security-policy': policy }))
  await started(page)
  await page.getByRole('button').click()
  await page.evaluate(async () => {
    await fetch('/api/strict')
    for (let at = 0; at < 60; at++) window.SOLERA_RUM.addAction(`a ${at}`)
  })
  await visit.watch.until('a full batch', (requests) => requests.length > 0)
  // The browser tells of a request a little after it has ended.
  await page.waitForTimeout(200)
  const resources = await visit.afterLeaving(page, 'resource')
  assert.ok(resources.some(({ resource }) => resource.url.endsWith('/api/strict')))
  assert.equal((await visit.arrived('action', (events) => events.length >= 61)).length, 61)
  assert.deepEqual(violations, [])
  await visit.end()
}

async function framed(on) {
  const visit = await newVisit(on)
  const frame = visit.add('/frame', '<button>Inside</button>')
  // Another port is another origin; another name is another site as well.
  const host = on.pages.add(`/${visit.applicationId}/host`, `<!doctype html><title>Host</title><iframe src="${frame.replace('127.0.0.1', 'localhost')}"></iframe>`)
  const page = await visit.page()
  await page.goto(host)
  const inside = page.frameLocator('iframe')
  await inside.getByRole('button', { name: 'Inside' }).click()
  await page.waitForTimeout(500)
  const [action] = await visit.afterLeaving(page, 'action')
  assert.equal(action.action.target.name, 'Inside')
  assert.match(action.view.url, /^http:\/\/localhost:/)
  await visit.end()
}

async function storageDenied(on) {
  const visit = await newVisit(on)
  // An opaque origin: cookies, localStorage, sessionStorage and IndexedDB all throw.
  const address = visit.add('/', '<button>Press</button>', '', { 'content-security-policy': 'sandbox allow-scripts' })
  const page = await visit.page()
  await page.goto(address)
  await started(page)
  const denied = await page.evaluate(() => {
    try {
      return localStorage.length
    } catch (error) {
      return error.name
    }
  })
  assert.equal(denied, 'SecurityError')
  await page.getByRole('button').click()
  await page.evaluate(() => window.SOLERA_RUM.addError(new Error('without storage')))
  await page.waitForTimeout(300)
  const errors = await visit.afterLeaving(page, 'error')
  assert.deepEqual(errors.map(({ error }) => error.message), ['without storage'])
  const [view] = await visit.arrived('view')
  assert.ok(view.session.id)
  await visit.end()
}

async function oldBrowser(on) {
  const visit = await newVisit(on)
  const page = await visit.page()
  await page.addInitScript(() => {
    for (const name of ['CompressionStream', 'Worker', 'ReportingObserver', 'indexedDB', 'BroadcastChannel', 'PerformanceLongAnimationFrameTiming', 'requestIdleCallback', 'AbortController', 'cookieStore']) {
      delete window[name]
      if (name in window) Object.defineProperty(window, name, { value: undefined, configurable: true })
    }
    delete Navigator.prototype.connection
    delete Crypto.prototype.randomUUID
    delete Array.prototype.at
    delete Object.hasOwn
    delete window.structuredClone
  })
  await page.goto(visit.add('/', '<button onclick="fetch(\'/api/old\')">Press</button>'))
  await started(page)
  await page.getByRole('button').click()
  await page.waitForTimeout(500)
  const resources = await visit.afterLeaving(page, 'resource')
  assert.ok(resources.some(({ resource }) => resource.url.endsWith('/api/old')))
  assert.equal((await visit.arrived('action')).length, 1)
  await visit.end()
}

async function twice(on) {
  const visit = await newVisit(on)
  visit.expected = /already initialised/
  const page = await visit.page()
  const again = `<script src="${sdkAddress(on)}/sdk/v1/solera.js"></script><script>SOLERA_RUM.init(${visit.options()})</script>`
  const warned = []
  page.on('console', (message) => warned.push(message.text()))
  await page.goto(visit.add('/', `${again}<button>Press</button>`))
  await started(page)
  await page.getByRole('button').click()
  await page.waitForTimeout(300)
  await page.evaluate(() => window.SOLERA_RUM.addAction('once'))
  const actions = await visit.afterLeaving(page, 'action')
  assert.deepEqual(actions.map(({ action }) => action.target.name).sort(), ['Press', 'once'])
  assert.equal((await visit.arrived('view')).length, 1)
  assert.ok(warned.some((line) => /already initialised/.test(line)), `it says so: ${warned.join('; ')}`)
  await visit.end()
}
