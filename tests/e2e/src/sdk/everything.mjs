// A page that makes every kind of event under our SDK: all of it arrives, once, as it was sent, in the
// shape that the schemas describe, and in no field that the server does not know.
import assert from 'node:assert/strict'
import { test } from 'node:test'

import { doEverything, leave, openPage } from '../browser.mjs'
import { compareAnswers, compareRum } from '../compare.mjs'
import { holdsAll, rumEvents } from '../sent.mjs'
import { sdkAddress } from './pages.mjs'
import { invalid } from './schema.mjs'

const KINDS = ['action', 'error', 'long_task', 'resource', 'view', 'vital']

export function everything(on) {
  for (const compressIntakeRequests of [true, false]) {
    for (const form of ['endpoint', 'string', 'function']) {
      const how = compressIntakeRequests ? 'compressed' : 'plain'
      test(`everything arrives: ${how}, ${form}`, () => everythingArrives(on, { form, options: { compressIntakeRequests } }))
    }
  }
}

/** Visits the page in a browser, holds what arrived against what was sent, and gives the requests. */
export async function everythingArrives(on, { browser = on.browser, form, options, kinds: expected = KINDS }) {
  const { applicationId, settings, watch } = await ourApplication(on, form, options)
  const page = await openPage(browser, on.site, settings)
  await doEverything(page)
  const noted = await leave(page, on.site)
  await watch.until('all that the SDK meant to send', (requests) => holdsAll(requests, noted))

  const kinds = await compareRum(on.solera, applicationId, watch.requests)
  assert.deepEqual([...kinds].sort(), expected, 'the page made every kind')
  compareAnswers(watch.requests)
  assert.deepEqual(invalid(rumEvents(watch.requests)), [], 'each event is valid, and has no field that the server does not know')
  return watch.requests
}

/** A new application: the settings that make the shop's page send to it with our SDK. */
export async function ourApplication(on, form = 'endpoint', options = {}) {
  const { application_id, client_token } = await on.solera.createApplication('shop')
  const solera = {
    script: sdkAddress(on) + on.manifest.path,
    proxy: { form, address: form === 'string' ? `${on.gate.address}/any/path` : on.gate.address },
    options: { applicationId: application_id, clientToken: client_token, costBudget: 0, ...options },
  }
  return { applicationId: application_id, settings: { solera }, watch: on.gate.watch(client_token) }
}
