// What is measured in turn: the page alone, with Datadog's SDK, with ours. Each is a head of the page.
import { join } from 'node:path'

import { peers } from './peers.mjs'

const IDS = { applicationId: '00000000-0000-4000-8000-000000000001', clientToken: 'pub0000000000000000000000000000000', service: 'bench' }
/** The dialect's options, with everything on that both collect, and no replay. */
const OPTIONS = {
  ...IDS,
  sessionSampleRate: 100,
  trackUserInteractions: true,
  trackResources: true,
  trackLongTasks: true,
  compressIntakeRequests: true,
}

/** Each subject: its scripts by name, and the head that loads them and notes how long it took. */
export async function subjects() {
  const { 'Datadog, full': full, 'Datadog, slim': slim } = await peers(['Datadog, full', 'Datadog, slim'])
  const proxy = '`${location.origin}/intake`'
  const datadog = `DD_RUM.init({ ...${JSON.stringify({ ...OPTIONS, sessionReplaySampleRate: 0, telemetrySampleRate: 0 })}, proxy: ${proxy} })`
  // Without its budget: what it would shed has to be counted.
  const ours = `SOLERA_RUM.init({ ...${JSON.stringify({ ...OPTIONS, costBudget: 0 })}, endpoint: ${proxy} })`
  return {
    none: { head: '' },
    datadog: subject('datadog.js', full.file, datadog),
    'datadog-slim': subject('datadog-slim.js', slim.file, datadog),
    solera: subject('solera.js', join(import.meta.dirname, '..', 'dist', 'solera.js'), ours),
  }
}

/** Loaded as in a page that waits for it, so that all are there from the same moment. */
function subject(name, file, init) {
  const timed = `var initAt = performance.now(); ${init}; window.initMs = performance.now() - initAt`
  return { scripts: { [name]: file }, head: `<script src="/sdk/${name}"></script><script>${timed}</script>` }
}
