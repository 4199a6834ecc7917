// What the SDK leaves alone: it floods nobody, undoes all that it patched, and sheds what costs too much.
import assert from 'node:assert/strict'
import { test } from 'node:test'

import { rumEvents } from '../sent.mjs'
import { sdkAddress } from './pages.mjs'
import { newVisit } from './visit.mjs'

export function manners(on) {
  test('10,000 errors in a loop: a bounded number, the page lives, and it says so', () => flood(on))
  test('stop() takes out every patched function and every listener', () => undone(on))
  test('over its budget it sheds collectors, and says which', () => shed(on))
  test('importing the package does nothing to the page', () => silent(on))
}

const ERRORS = 10_000
const ERRORS_A_MINUTE = 3000

async function flood(on) {
  const visit = await newVisit(on)
  visit.expected = /in a loop/
  const page = await visit.open('<button>Still here</button>')
  await page.evaluate(async (count) => {
    for (let at = 0; at < count; at++) {
      window.SOLERA_RUM.addError(new Error(`in a loop ${at % 7}`))
      if (at % 1000 === 0) await new Promise((resolve) => setTimeout(resolve))
    }
  }, ERRORS)
  await page.getByRole('button').click()
  // It speaks when the batch is sent that its word is in: with so many, at once.
  await page.evaluate(() => { for (let at = 0; at < 60; at++) window.SOLERA_RUM.addAction(`a ${at}`) })
  await visit.watch.until('its word', (requests) => rumEvents(requests).some(({ error }) => error?.source === 'agent'))
  const isWord = ({ error }) => error.source === 'agent'
  const errors = await visit.arrived('error', (events) => events.some(isWord))
  assert.ok(errors.length > 100 && errors.length <= ERRORS_A_MINUTE + 1, `${errors.length} errors`)
  const said = errors.filter(isWord)
  assert.equal(said.length, 1, `one says that others were left out: ${said.map(({ error }) => error.message).join('; ')}`)
  assert.ok((await visit.arrived('action')).length > 0, 'other kinds are still sent')
  await visit.end()
}

/** What an SDK could patch, as the page sees it: the functions themselves. */
const PATCHABLE = `({
  fetch: window.fetch, open: XMLHttpRequest.prototype.open, send: XMLHttpRequest.prototype.send,
  setHeader: XMLHttpRequest.prototype.setRequestHeader, abort: XMLHttpRequest.prototype.abort,
  pushState: history.pushState, replaceState: history.replaceState,
  protoPushState: History.prototype.pushState, protoReplaceState: History.prototype.replaceState,
  error: console.error, warn: console.warn, onerror: window.onerror, onunhandledrejection: window.onunhandledrejection,
  addEventListener: EventTarget.prototype.addEventListener, removeEventListener: EventTarget.prototype.removeEventListener,
  setTimeout: window.setTimeout, promise: Promise.prototype.then, submit: HTMLFormElement.prototype.submit,
  sendBeacon: Navigator.prototype.sendBeacon, documentOpen: Document.prototype.open,
})`

async function undone(on) {
  const visit = await newVisit(on)
  const page = await visit.page()
  await page.addInitScript(`
    window.before = ${PATCHABLE}
    window.listening = new Map()
    const { addEventListener, removeEventListener } = EventTarget.prototype
    const key = (target, type, f, options) => [target === window ? 'window' : target === document ? 'document' : target.constructor.name, type, !!(options?.capture ?? options)].join(' ')
    EventTarget.prototype.addEventListener = function (type, f, options) {
      if (!options?.once && /\\/sdk\\/v1\\//.test(new Error().stack)) { const at = key(this, type, f, options); listening.set(at, (listening.get(at) ?? 0) + 1) }
      return addEventListener.call(this, type, f, options)
    }
    EventTarget.prototype.removeEventListener = function (type, f, options) {
      const at = key(this, type, f, options)
      if (listening.has(at)) listening.set(at, listening.get(at) - 1)
      return removeEventListener.call(this, type, f, options)
    }
    Object.assign(window.before, { addEventListener: EventTarget.prototype.addEventListener, removeEventListener: EventTarget.prototype.removeEventListener })
  `)
  await page.goto(visit.add('/', '<button>Press</button>'))
  await page.waitForFunction(() => window.SOLERA_RUM?.version !== undefined)
  await page.getByRole('button').click()
  const patched = await page.evaluate(`(() => { const now = ${PATCHABLE}; return Object.keys(before).filter((name) => before[name] !== now[name]) })()`)
  assert.ok(patched.includes('fetch') && patched.length > 2, `it had patched ${patched.join(', ')}`)
  await page.evaluate(() => window.SOLERA_RUM.stop())
  const left = await page.evaluate(`(() => { const now = ${PATCHABLE}; return Object.keys(before).filter((name) => before[name] !== now[name]) })()`)
  assert.deepEqual(left, [])
  const listeners = await page.evaluate(() => [...window.listening].filter(([, count]) => count > 0).map(([at, count]) => `${at}: ${count}`))
  assert.deepEqual(listeners, [])
  const requests = visit.watch.requests.length
  await page.evaluate(async () => {
    await fetch('/api/after')
    window.SOLERA_RUM.addAction('after')
  })
  await page.goto(`${on.pages.address}/away`)
  const sent = rumEvents(visit.watch.requests)
  assert.ok(!sent.some(({ type, resource, action }) => type === 'resource' && resource.url.endsWith('/api/after') || action?.target?.name === 'after'))
  assert.ok(requests > 0, 'what was held when it stopped was sent')
  await visit.end()
}

async function shed(on) {
  const visit = await newVisit(on)
  const page = await visit.open('<p>dear</p>', 'costBudget: 0.5')
  await page.evaluate(async () => {
    for (let round = 0; round < 20; round++) {
      await Promise.all(Array.from({ length: 30 }, (_, at) => fetch(`/api/dear/${at}`)))
      history.pushState({}, '', `dear/${round}`)
    }
  })
  await page.waitForTimeout(1000)
  await page.evaluate(() => fetch('/api/afterwards'))
  const errors = await visit.afterLeaving(page, 'error')
  const said = errors.filter(({ error }) => error.source === 'agent')
  assert.ok(said.length >= 1, 'it says that it shed something')
  await visit.end()
}

async function silent(on) {
  const visit = await newVisit(on)
  const page = await visit.page()
  await page.addInitScript(`window.before = ${PATCHABLE}`)
  await page.goto(on.pages.add(`/${visit.applicationId}/`, `<!doctype html><title>silent</title><script src="${sdkAddress(on)}/sdk/v1/solera.js"></script>`))
  const changed = await page.evaluate(`(() => { const now = ${PATCHABLE}; return Object.keys(before).filter((name) => before[name] !== now[name]) })()`)
  assert.deepEqual(changed, [])
  assert.equal(await page.evaluate(() => document.cookie + Object.keys(localStorage) + Object.keys(sessionStorage)), '')
  await page.goto(`${on.pages.address}/away`)
  assert.deepEqual(visit.watch.requests, [])
  await visit.end()
}
