// The everything-page in Firefox: what that browser can tell arrives, and what it cannot is not made up.
import assert from 'node:assert/strict'
import { test } from 'node:test'

import { firefoxPath, startFirefox } from '../firefox.mjs'
import { rumEvents } from '../sent.mjs'
import { everythingArrives } from './everything.mjs'

/** Firefox tells no long tasks. */
const KINDS = ['action', 'error', 'resource', 'view', 'vital']

export function firefox(on) {
  const skip = firefoxPath ? false : 'Firefox is not installed: `apt-get install firefox-esr`, or name it in FIREFOX'
  test('everything arrives from Firefox', { skip }, () => fromFirefox(on))
}

async function fromFirefox(on) {
  const browser = await startFirefox()
  try {
    const requests = await everythingArrives(on, { browser, kinds: KINDS })
    const events = rumEvents(requests)
    const of = (kind) => events.filter(({ type }) => type === kind)
    checkViews(of('view'))
    checkRequests(of('resource'))
    const clicks = of('action').filter(({ action }) => action.type === 'click')
    assert.deepEqual(new Set(clicks.map(({ action }) => action.target.name)), new Set(['Load', 'Dead', 'Name', 'Second view']))
    assert.ok(clicks.some(({ action }) => action.frustration.type.includes('rage_click')), 'four clicks on nothing')
    const messages = of('error').map(({ error }) => `${error.source} ${error.message}`)
    for (const part of ['custom added', 'console on the console', 'source thrown', 'source rejected', 'report csp']) {
      assert.ok(messages.some((message) => message.includes(part)), `${part} is among ${messages.join('; ')}`)
    }
    assert.match(of('error').find(({ error }) => error.message === 'thrown').error.stack, /^RangeError: thrown\n {2}at .+ @ .+shop\.js:\d+:\d+/)
    assert.equal(of('vital').length, 6)
  } finally {
    await browser.close()
  }
}

function checkViews(versions) {
  const ordered = versions.sort((a, b) => a.date - b.date || a._dd.document_version - b._dd.document_version)
  const last = new Map(ordered.map((event) => [event.view.id, event.view]))
  const [first, second] = [...last.values()]
  assert.deepEqual([first.loading_type, second.loading_type], ['initial_load', 'route_change'])
  for (const name of ['first_byte', 'dom_complete', 'load_event', 'loading_time', 'first_contentful_paint', 'largest_contentful_paint']) {
    assert.ok(first[name] > 0, `${name}: ${first[name]}`)
  }
  assert.equal(first.cumulative_layout_shift, undefined, 'Firefox tells no layout shifts')
}

function checkRequests(events) {
  const of = (part) => events.find(({ resource }) => resource.url.includes(part))
  const cart = of('/api/cart')
  assert.deepEqual([cart.resource.type, cart.resource.method, cart.resource.status_code], ['fetch', 'GET', 200])
  assert.match(cart._dd.trace_id, /^\d+$/)
  assert.ok(cart.resource.duration > 0 && cart.resource.download, JSON.stringify(cart.resource))
  assert.equal(of('/api/broken').resource.status_code, 500)
  for (const kind of ['document', 'css', 'js', 'xhr']) assert.ok(events.some(({ resource }) => resource.type === kind), `a ${kind}`)
}
