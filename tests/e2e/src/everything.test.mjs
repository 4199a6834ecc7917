// A page with the real SDK that makes every kind of event: all of it arrives, once, as it was sent.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { doEverything, leave, openPage } from './browser.mjs'
import { compareAnswers, compareReplay, compareRum } from './compare.mjs'
import { holdsAll, replaySegments, rumEvents } from './sent.mjs'
import { newApplication, stage } from './stage.mjs'

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
  const requests = await everything('rum-7', 'function', { betaEnableViewUpdates: true }, baseSent)
  const updates = rumEvents(requests).filter((event) => event.type === 'view_update')
  assert.ok(updates.length > 0, 'the SDK sent partial updates')
})

/** Waits until the whole document of the second view is sent, so that what follows is an update. */
async function baseSent(page, watch) {
  await page.evaluate(() => window.fillBatch())
  const isBase = (event) => event.type === 'view' && event.view.url.endsWith('/second/42')
  await watch.until('the second view', (requests) => rumEvents(requests).some(isBase))
  await page.evaluate(() => window.fillBatch())
}

async function everything(rum, form, options, then = async () => {}) {
  const { applicationId, settings, watch } = await newApplication(on, { rum, form, options })
  const page = await openPage(on.browser, on.site, settings)
  await doEverything(page)
  await watch.until('a replay', (requests) => replaySegments(requests).length > 0)
  await then(page, watch)
  const noted = await leave(page, on.site)
  await watch.until('all that the SDK meant to send', (requests) => holdsAll(requests, noted))

  const kinds = await compareRum(on.solera, applicationId, watch.requests)
  assert.deepEqual([...kinds].sort(), KINDS, 'the page made every kind')
  assert.ok(watch.requests.some(isBeacon), 'what the page left behind came as a beacon')
  await compareReplay(on.solera, applicationId, watch.requests)
  compareAnswers(watch.requests)
  return watch.requests
}

const isBeacon = ({ path, headers }) => path === '/api/v2/rum' && headers['sec-fetch-mode'] === 'no-cors'
