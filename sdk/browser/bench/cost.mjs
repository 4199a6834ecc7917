// What an SDK costs a page: main-thread time over ten seconds, heap, time of `init`, bytes sent. The
// page alone, with Datadog's SDK and with ours in turn; medians, and what is added to the page alone.
//
//   node bench/cost.mjs [--rounds 20] [--slowdown 4] [--only none,datadog,solera]
import { parseArgs } from 'node:util'

import { chromium } from 'playwright-core'

import { startSite } from './site.mjs'
import { subjects } from './subjects.mjs'
import { visit } from './visit.mjs'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    slowdown: { type: 'string', default: '4' },
    only: { type: 'string', default: 'none,datadog,datadog-slim,solera' },
  },
})
const rounds = Number(values.rounds)
const slowdown = Number(values.slowdown)
/** Views of the visit: the page, and the route it moves to. */
const VIEWS = 2

const all = await subjects()
const names = values.only.split(',')
const site = await startSite(Object.assign({}, ...names.map((name) => all[name].scripts)))
const runs = Object.fromEntries(names.map((name) => [name, []]))
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'

for (let round = 0; round < rounds; round++) {
  // A browser of its own for each: what one leaves behind is no other's cost.
  for (const name of names) {
    const browser = await chromium.launch({ executablePath, chromiumSandbox: false, args: ['--disable-gpu', '--disable-background-networking', '--disable-component-update'] })
    site.head = all[name].head
    runs[name].push(await visit(browser, site, { slowdown }))
    await browser.close()
  }
  console.error(`round ${round + 1} of ${rounds}: ${names.map((name) => `${name} ${runs[name].at(-1).task.toFixed(0)} ms`).join(', ')}`)
}
site.stop()
print()

function median(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

function print() {
  const medians = Object.fromEntries(
    names.map((name) => [name, Object.fromEntries(Object.keys(runs[name][0]).map((key) => [key, median(runs[name].map((run) => run[key]))]))]),
  )
  const base = medians.none ?? { task: 0, script: 0, heap: 0 }
  console.log(`${rounds} rounds, ${slowdown}x CPU slowdown, medians\n`)
  console.log('| page | main thread, ms | added | script, ms | added | heap, KiB | added | `init`, ms | bytes sent a view | requests |')
  console.log('|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|')
  for (const name of names) {
    const { task, script, heap, initMs, bytes, requests } = medians[name]
    const pair = (value, of) => `${value.toFixed(0)} | ${(value - of).toFixed(1)}`
    console.log(
      `| ${name} | ${pair(task, base.task)} | ${pair(script, base.script)} | ${pair(heap, base.heap)} | ${initMs.toFixed(2)} | ${(bytes / VIEWS).toFixed(0)} | ${requests} |`,
    )
  }
}
