// Who is measured, and for how long: sessions over reloads and tabs, sampling, errors in what is not
// sampled, consent.
import assert from 'node:assert/strict'
import { test } from 'node:test'

import { leave, newVisit, started } from './visit.mjs'

export function sessions(on) {
  test('one session over a reload and a second tab, with cookie or localStorage', async () => {
    for (const persistence of ['cookie', 'local-storage']) await oneSession(on, persistence)
  })
  test('a session ends after 15 minutes of nothing, and begins anew with the visitor', () => expiry(on))
  test('stopSession ends it; the next interaction begins another', () => stopped(on))
  test('a session out of the sample sends nothing', () => unsampled(on))
  test('out of the sample with sessionOnError: the last minute comes with the first error', () => onError(on))
  test('nothing without consent, what waited for it once it is given', () => consent(on))
}

async function oneSession(on, persistence) {
  const visit = await newVisit(on)
  const more = `sessionPersistence: '${persistence}'`
  const page = await visit.open('<p>first</p>', more)
  await page.reload()
  await started(page)
  const second = await visit.page()
  await second.goto(visit.add('/second', '<p>second</p>', more))
  await started(second)
  await leave(second, on.pages)
  const views = await visit.afterLeaving(page, 'view', 3)
  assert.equal(views.length, 3)
  assert.equal(new Set(views.map(({ session }) => session.id)).size, 1)
  assert.equal(new Set(views.map(({ usr }) => usr.anonymous_id)).size, 1, 'one visitor')
  assert.equal(new Set(views.map(({ tab }) => tab?.id)).size, 2, 'two tabs')
  await visit.end()
}

async function expiry(on) {
  const visit = await newVisit(on)
  const page = await visit.page()
  await page.clock.install()
  await page.goto(visit.add('/', '<button>Again</button>'))
  await started(page)
  await page.clock.fastForward(16 * 60_000)
  await page.getByRole('button', { name: 'Again' }).click()
  await page.clock.runFor(5_000)
  await leave(page, on.pages)
  const views = await visit.arrived('view', (events) => events.length === 2)
  assert.equal(new Set(views.map(({ session }) => session.id)).size, 2, 'two sessions')
  const [, renewed] = views.sort((a, b) => a._dd.document_version - b._dd.document_version || a.date - b.date)
  assert.ok(renewed)
  await visit.end()
}

async function stopped(on) {
  const visit = await newVisit(on)
  const page = await visit.open('<button>Again</button>')
  await page.evaluate(() => {
    window.SOLERA_RUM.addAction('before')
    window.SOLERA_RUM.stopSession()
    window.SOLERA_RUM.addAction('between')
  })
  await page.waitForTimeout(1100)
  await page.getByRole('button', { name: 'Again' }).click()
  await page.waitForTimeout(300)
  await page.evaluate(() => window.SOLERA_RUM.addAction('after'))
  const actions = await visit.afterLeaving(page, 'action', 2)
  const session = (name) => actions.find(({ action }) => action.target.name === name)?.session.id
  assert.equal(session('between'), undefined)
  assert.ok(session('before') && session('after') && session('before') !== session('after'))
  await visit.end()
}

async function unsampled(on) {
  const visit = await newVisit(on)
  const page = await visit.open('<p>nobody looks</p>', 'sessionSampleRate: 0')
  await page.evaluate(() => {
    window.SOLERA_RUM.addAction('unseen')
    window.SOLERA_RUM.addError(new Error('unseen'))
  })
  await leave(page, on.pages)
  // A visit of another that is seen: what came before it would be there.
  const other = await newVisit(on)
  await other.afterLeaving(await other.open('<p>seen</p>'), 'view')
  assert.deepEqual(visit.watch.requests, [])
  await Promise.all([visit.end(), other.end()])
}

async function onError(on) {
  const visit = await newVisit(on)
  const page = await visit.open('<p>calm</p>', 'sessionSampleRate: 0, sessionOnError: true')
  await page.evaluate(() => window.SOLERA_RUM.addAction('before the error'))
  await page.waitForTimeout(200)
  assert.deepEqual(visit.watch.requests, [], 'nothing before the error')
  await page.evaluate(() => {
    window.SOLERA_RUM.addError(new Error('the first'))
    window.SOLERA_RUM.addAction('after the error')
  })
  const actions = await visit.afterLeaving(page, 'action')
  assert.deepEqual(actions.map(({ action }) => action.target.name).sort(), ['after the error', 'before the error'])
  const [view] = await visit.arrived('view')
  assert.equal(view.session.sampled_for_error, true)
  assert.equal(view._dd.configuration.session_sample_rate, 0)
  assert.equal((await visit.arrived('error')).length, 1)
  await visit.end()
}

async function consent(on) {
  const visit = await newVisit(on)
  const page = await visit.open('<p>may we?</p>', `trackingConsent: 'pending'`)
  await page.evaluate(() => window.SOLERA_RUM.addAction('while pending'))
  await page.waitForTimeout(200)
  assert.deepEqual(visit.watch.requests, [])
  assert.equal(await page.evaluate(() => document.cookie + Object.keys(localStorage)), '', 'nothing is stored before consent')
  await page.evaluate(() => {
    window.SOLERA_RUM.setTrackingConsent('granted')
    window.SOLERA_RUM.addAction('granted')
    window.SOLERA_RUM.setTrackingConsent('not-granted')
    window.SOLERA_RUM.addAction('withdrawn')
  })
  await leave(page, on.pages)
  const actions = await visit.arrived('action', (events) => events.length >= 2)
  assert.deepEqual(actions.map(({ action }) => action.target.name).sort(), ['granted', 'while pending'])

  const never = await newVisit(on)
  const quiet = await never.open('<p>no</p>', `trackingConsent: 'not-granted'`)
  await quiet.evaluate(() => window.SOLERA_RUM.addAction('no'))
  await leave(quiet, on.pages)
  assert.deepEqual(never.watch.requests, [])
  await Promise.all([visit.end(), never.end()])
}
