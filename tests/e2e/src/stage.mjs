// Everything that a test needs, started once a file: Solera, a gate before it, the site, a browser.
import { after, before } from 'node:test'
import { startBrowser } from './browser.mjs'
import { startGate } from './gate.mjs'
import { startSite } from './site.mjs'
import { startSolera } from './solera.mjs'

/** What node:test fills in before the first test of a file; `more` is done once the rest is there. */
export function stage(more = async () => {}) {
  const stage = {}
  before(async () => {
    stage.solera = await startSolera()
    stage.gate = await startGate(stage.solera.address)
    stage.site = await startSite()
    stage.browser = await startBrowser()
    await more(stage)
  })
  after(async () => {
    await stage.browser?.close()
    stage.site?.stop()
    await stage.gate?.stop()
    await stage.solera?.stop()
  })
  return stage
}

/** A new application: the settings that make a page send to it, and the watch over its requests. */
export async function newApplication({ solera, gate }, { form = 'string', options = {}, ...sdks }) {
  const { application_id, client_token } = await solera.createApplication('shop')
  const settings = {
    ...sdks,
    proxy: { form, address: form === 'string' ? `${gate.address}/any/path` : gate.address },
    options: { applicationId: application_id, clientToken: client_token, ...options },
  }
  return { applicationId: application_id, settings, watch: gate.watch(client_token) }
}
