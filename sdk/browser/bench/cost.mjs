// What an SDK costs a page: main-thread time over ten seconds, heap, time of `init`, bytes sent. The
// page alone, with Datadog's SDK and with ours in turn; medians, what is added to the page alone, and
// whether it keeps the bounds. 20 rounds take 14 minutes.
//
//   node bench/cost.mjs [--rounds 20] [--slowdown 4] [--only none,datadog,datadog-slim,solera]
import { parseArgs } from 'node:util'

import { chromium } from 'playwright-core'

import { startSite } from './site.mjs'
import { subjects } from './subjects.mjs'
import { timeOfInit, visit } from './visit.mjs'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    slowdown: { type: 'string', default: '4' },
    only: { type: 'string', default: 'none,datadog,solera' },
  },
})
const rounds = Number(values.rounds)
const slowdown = Number(values.slowdown)
/** Views of the visit: the page, and the route it moves to. */
const VIEWS = 2
const INIT_MAX_MS = 3

const all = await subjects()
const names = values.only.split(',')
const site = await startSite(Object.assign({}, ...names.map((name) => all[name].scripts)))
const runs = Object.fromEntries(names.map((name) => [name, []]))
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'

for (let round = 0; round < rounds; round++) {
  // A browser of its own for each: what one leaves behind is no other's cost.
  for (const name of inTurn(round)) {
    const browser = await chromium.launch({ executablePath, chromiumSandbox: false, args: ['--disable-gpu', '--disable-background-networking', '--disable-component-update'] })
    site.head = all[name].head
    const seen = await visit(browser, site, { slowdown })
    runs[name].push({ ...seen, initMs: await timeOfInit(browser, site) })
    await browser.close()
  }
  console.error(`round ${round + 1} of ${rounds}: ${names.map((name) => `${name} ${runs[name].at(-1).task.toFixed(0)} ms`).join(', ')}`)
}
site.stop()
print()

/** Each goes first as often as any other. */
function inTurn(round) {
  const first = round % names.length
  return [...names.slice(first), ...names.slice(0, first)]
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

function print() {
  const medianOf = (name, key) => median(runs[name].map((run) => run[key]))
  const added = (name, key) => medianOf(name, key) - (runs.none ? medianOf('none', key) : 0)
  console.log(`${rounds} rounds, ${slowdown}x CPU slowdown but for \`init\`, medians, main thread in milliseconds of CPU\n`)
  console.log('| page | main thread, ms | added | script, ms | added | heap, KiB | added | `init`, ms | bytes sent a view | with URLs and headers | requests |')
  console.log('|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|')
  for (const name of names) {
    const both = (key) => `${medianOf(name, key).toFixed(0)} | ${added(name, key).toFixed(1)}`
    const aView = (key) => (medianOf(name, key) / VIEWS).toFixed(0)
    console.log(
      `| ${name} | ${both('task')} | ${both('script')} | ${both('heap')} | ${medianOf(name, 'initMs').toFixed(2)} | ${aView('bytes')} | ${aView('wire')} | ${medianOf(name, 'requests')} |`,
    )
  }
  if (['none', 'datadog', 'solera'].every((name) => runs[name])) printBounds(medianOf, added)
}

/** Each bound, what we have of it, and whether that is within. */
function printBounds(medianOf, added) {
  const row = (what, ours, bound, why) => console.log(`| ${what} | ${ours.toFixed(1)} | ${bound.toFixed(1)} | ${why} | ${ours <= bound ? 'yes' : '**no**'} |`)
  console.log('\n| what | ours | at most | which is | holds |')
  console.log('|---|---:|---:|---|---|')
  row('main thread added, ms', added('solera', 'task'), added('datadog', 'task') / 2, "half of Datadog's")
  row('`init` without slowdown, ms', medianOf('solera', 'initMs'), INIT_MAX_MS, 'fixed')
  row('heap added, KiB', added('solera', 'heap'), added('datadog', 'heap') / 2, "half of Datadog's")
  row('bytes sent a view', medianOf('solera', 'bytes') / VIEWS, medianOf('datadog', 'bytes') / VIEWS, "Datadog's, compressed")
}
