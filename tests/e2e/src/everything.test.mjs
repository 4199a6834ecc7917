// A page with the real SDK that makes every kind of event: all of it arrives, once, as it was sent.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { doEverything, leave, openPage } from './browser.mjs'
import { compareAnswers, compareReplay, compareRum } from './compare.mjs'
import { holdsAll, replaySegments, rumEvents } from './sent.mjs'
import { settingsFor, stage } from './stage.mjs'

const KINDS = ['action', 'error', 'long_task', 'resource', 'view', 'vital']
const on = stage()

for (const rum of ['rum-7', 'rum-6']) {
  for (const compressIntakeRequests of [false, true]) {
    for (const form of ['string', 'function']) {
      const how = compressIntakeRequests ? 'compressed' : 'plain'
      test(`${rum}, ${how}, proxy as a ${form}`, () => everything(rum, form, { compressIntakeRequests }))
    }
  }
}

test('rum-7 with partial updates of views', async () => {
  await everything('rum-7', 'function', { betaEnableViewUpdates: true })
  const updates = rumEvents(on.gate.requests).filter((event) => event.type === 'view_update')
  assert.ok(updates.length > 0, 'the SDK sent partial updates')
})

async function everything(rum, form, options) {
  const settings = await settingsFor(on, { rum, form, options })
  const page = await openPage(on.browser, on.site, settings)
  await doEverything(page)
  const noted = await leave(page, on.site)
  await on.gate.until('all that the SDK meant to send', (requests) => holdsAll(requests, noted))
  await on.gate.until('a replay of both views', (requests) => replayed(requests) === 2)
  const requests = [...on.gate.requests]
  const { applicationId } = settings.options

  compareAnswers(requests)
  const kinds = await compareRum(on.solera, applicationId, requests)
  assert.deepEqual([...kinds].sort(), KINDS, 'the page made every kind')
  assert.ok(requests.some(isBeacon), 'what the page left behind came as a beacon')
  await compareReplay(on.solera, applicationId, requests)
}

const replayed = (requests) => new Set(replaySegments(requests).map((segment) => segment.view.id)).size

const isBeacon = ({ path, headers }) => path === '/api/v2/rum' && headers['sec-fetch-mode'] === 'no-cors'
