// The SDK sends again what was answered 503: one copy is left, whether or not the server had taken
// the first one.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { leave, openPage } from './browser.mjs'
import { compareRum } from './compare.mjs'
import { Fault } from './gate.mjs'
import { holdsAll, rumEvents } from './sent.mjs'
import { newApplication, stage } from './stage.mjs'

const on = stage()

for (const fault of Object.values(Fault)) {
  for (const compressIntakeRequests of [false, true]) {
    const how = compressIntakeRequests ? 'compressed' : 'plain'
    test(`two 503 (${fault}), then 202, ${how}`, () => retried(fault, { compressIntakeRequests }))
  }
}

async function retried(fault, options) {
  const { applicationId, settings, watch } = await newApplication(on, { rum: 'rum-7', options })
  on.gate.breakNext('/api/v2/rum', fault, fault)
  const page = await openPage(on.browser, on.site, settings)
  await page.evaluate(() => window.fillBatch())
  await watch.until('the third try', (requests) => triesOfBroken(requests).length === 3)
  const noted = await leave(page, on.site)
  await watch.until('all that the SDK meant to send', (requests) => holdsTaken(requests, noted))

  const tries = triesOfBroken(watch.requests)
  assert.deepEqual(tries.map((one) => one.status), [503, 503, 202])
  assert.ok(rumEvents(tries.slice(0, 1)).length > 5, 'the broken request held a full batch')
  await compareRum(on.solera, applicationId, watch.requests)
}

/** The requests with the bytes of the broken one: a browser sends the same batch again. */
function triesOfBroken(requests) {
  const body = requests.find((one) => one.fault)?.body
  return requests.filter((one) => body?.equals(one.body))
}

const holdsTaken = (requests, noted) => holdsAll(requests.filter((one) => one.status === 202), noted)
