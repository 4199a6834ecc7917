// What was collected arrives once, whatever happens on the way: offline, reload, a server that cannot
// take it, a tab that dies.
import assert from 'node:assert/strict'
import { test } from 'node:test'

import { idOf, rumEvents } from '../sent.mjs'
import { Fault } from '../gate.mjs'
import { assertOnce, leave, newVisit, started } from './visit.mjs'

export function delivery(on) {
  test('offline, and back', () => offline(on))
  test('a reload with batches that the server had refused', () => reload(on))
  test('two 503, then 202: each event once', () => retried(on))
  test('a tab that is killed leaves what it had sent, and the session goes on', () => killed(on))
  test('a clock that is set while the page is open', () => clock(on))
  test('a blocked endpoint is the page’s business no more than once', () => blocked(on))
}

const fill = (page, from, count) =>
  page.evaluate(
    ({ from, count }) => {
      for (let at = from; at < from + count; at++) window.SOLERA_RUM.addAction(`a ${at}`)
    },
    { from, count },
  )

const names = (events) => events.map(({ action }) => action.target.name)

async function offline(on) {
  const visit = await newVisit(on)
  visit.expected = /ERR_INTERNET_DISCONNECTED/
  const page = await visit.open('<p>offline</p>')
  await visit.context.setOffline(true)
  await fill(page, 0, 60)
  await page.waitForTimeout(300)
  await visit.context.setOffline(false)
  // All but those that wait for a full batch.
  const actions = await visit.arrived('action', (events) => events.length >= 30)
  assertOnce(actions)
  const all = await visit.afterLeaving(page, 'action')
  assertOnce(all)
  assert.equal(all.length, 60)
  await visit.end()
}

async function reload(on) {
  const visit = await newVisit(on)
  visit.expected = /ERR_INTERNET_DISCONNECTED|503/
  const page = await visit.open('<p>reload</p>')
  on.gate.refuse(visit.clientToken)
  await fill(page, 0, 60)
  await visit.watch.until('a refused batch', (requests) => requests.some(({ status }) => status === 503))
  // A moment in which it is put away.
  await page.waitForTimeout(300)
  await page.goto(`${on.pages.address}/away`)
  on.gate.allow(visit.clientToken)
  await page.goto(visit.add('/again', '<p>again</p>'))
  await started(page)
  // What had been handed in; the last few were never put into a batch that the page could put away.
  const actions = await visit.arrived('action', (events) => events.length >= 30)
  assertOnce(actions)
  const accepted = rumEvents(visit.watch.requests.filter(({ status }) => status === 202)).filter(({ type }) => type === 'action')
  assert.equal(new Set(accepted.map(idOf)).size, accepted.length, 'what was kept is sent once')
  await leave(page, on.pages)
  await visit.end()
}

async function retried(on) {
  const visit = await newVisit(on)
  visit.expected = /503/
  const page = await visit.open('<p>retry</p>')
  on.gate.breakNext('/api/v2/rum', Fault.Refused, Fault.AnswerLost)
  await fill(page, 0, 60)
  await visit.watch.until('the third try', (requests) => requests.filter(({ body }) => body.equals(requests[0].body)).length === 3)
  await page.waitForTimeout(500)
  const actions = await visit.afterLeaving(page, 'action')
  assertOnce(actions)
  assert.equal(actions.length, 60)
  await visit.end()
}

async function killed(on) {
  const visit = await newVisit(on)
  const page = await visit.open('<p>killed</p>')
  await fill(page, 0, 60)
  await visit.watch.until('a batch', (requests) => requests.length > 0)
  const crashed = page.waitForEvent('crash')
  const devtools = await visit.context.newCDPSession(page)
  devtools.send('Page.crash').catch(() => {})
  await crashed
  const [view] = await visit.arrived('view')
  assert.equal(view.view.is_active, true, 'its end was never told')
  // All but those that waited for a full batch.
  assert.ok((await visit.arrived('action')).length >= 30)
  const next = await visit.page()
  await next.goto(visit.add('/next', '<p>next</p>'))
  await started(next)
  await leave(next, on.pages)
  const views = await visit.arrived('view', (events) => events.length === 2)
  assert.equal(new Set(views.map(({ session }) => session.id)).size, 1)
  await visit.end()
}

async function clock(on) {
  const visit = await newVisit(on)
  const page = await visit.open('<p>clock</p>')
  const before = Date.now()
  await page.evaluate(() => {
    const now = Date.now
    window.SOLERA_RUM.addAction('before')
    Date.now = () => now() - 3 * 86_400_000
    window.SOLERA_RUM.addAction('in the past')
    Date.now = () => now() + 3_600_000
    window.SOLERA_RUM.addAction('in the future')
  })
  await leave(page, on.pages)
  const actions = await visit.arrived('action', (events) => events.length === 3)
  for (const { date, action } of actions) assert.ok(Math.abs(date - before) < 60_000, `${action.target.name} is ${date - before} ms off`)
  await visit.end()
}

async function blocked(on) {
  const visit = await newVisit(on)
  visit.expected = /ERR_BLOCKED_BY_CLIENT|ERR_FAILED/
  const page = await visit.page()
  let tries = 0
  await page.route(`${on.gate.address}/**`, (route) => {
    tries++
    return route.abort('blockedbyclient')
  })
  await page.goto(visit.add('/', '<p>blocked</p>'))
  await started(page)
  const rejections = await page.evaluate(async () => {
    const seen = []
    addEventListener('unhandledrejection', ({ reason }) => seen.push(String(reason)))
    for (let round = 0; round < 20; round++) {
      for (let at = 0; at < 60; at++) window.SOLERA_RUM.addAction(`a ${at}`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    return seen
  })
  assert.deepEqual(rejections, [])
  assert.ok(tries < 40, `${tries} tries`)
  await leave(page, on.pages)
  await visit.end()
}
