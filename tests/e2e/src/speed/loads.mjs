// How long a page takes to be there: opened with an empty cache, opened again, reached from another.
import { rested } from './watch.mjs'
import { quantile, round, sum } from './numbers.mjs'

/** Before a browser has compiled code at hand it must have run it a few times. */
const WARM_UP = 3

export const TARGETS = { shell: 300, first: 700, settled: 1500 }

/** One page, opened `rounds` times; `fresh` gives a browser context that has seen nothing yet. */
export async function loads(name, address, { rounds, fresh }) {
  const cold = []
  for (let round = 0; round < rounds; round++) {
    const context = await fresh()
    cold.push(await open(await context.newPage(), address))
    await context.close()
  }
  const context = await fresh()
  const page = await context.newPage()
  for (let round = 0; round < WARM_UP; round++) await open(page, address)
  const warm = []
  for (let round = 0; round < rounds; round++) warm.push(await open(page, address))
  await context.close()
  return [summed(name, 'cold', cold), summed(name, 'warm', warm)]
}

async function open(page, address) {
  await page.goto('about:blank')
  await page.goto(address, { waitUntil: 'commit' })
  await page.waitForFunction(() => window.speed?.marks.first)
  return { ...(await rested(page)), ...(await page.evaluate(bytes)) }
}

/** What came over the network for this document. */
function bytes() {
  const all = performance.getEntriesByType('resource')
  const of = (isMeant) => all.filter(isMeant).reduce((bytes, { transferSize }) => bytes + transferSize, 0)
  return {
    scriptBytes: of(({ name }) => name.endsWith('.js')),
    apiBytes: of(({ name }) => new URL(name).pathname.startsWith('/api/')),
    answered: Math.max(0, ...all.filter(({ name }) => new URL(name).pathname.startsWith('/api/')).map(({ responseEnd }) => responseEnd)),
  }
}

/** From one page to another by its link in the rail, and back again. */
export async function moves(from, { rounds, fresh }) {
  const context = await fresh()
  const page = await context.newPage()
  await open(page, from)
  const there = { Explorer: [], Overview: [] }
  for (let round = 0; round < rounds + 1; round++) {
    for (const place of Object.keys(there)) {
      const link = page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: place })
      await link.hover()
      await page.evaluate(() => window.speed.begin())
      await link.click()
      await page.waitForFunction((place) => location.pathname.endsWith(`/${place}`) && window.speed.marks.first, place.toLowerCase())
      there[place].push(await rested(page))
    }
  }
  await context.close()
  return Object.entries(there).flatMap(([place, found]) => [summed(`to ${place}`, 'first', found.slice(0, 1)), summed(`to ${place}`, 'again', found.slice(1))])
}

function summed(page, state, found) {
  const of = (name) => found.map((one) => one[name])
  const middle = (name) => round(quantile(of(name), 0.5))
  const worst = (name) => round(quantile(of(name), 1))
  const busy = found.map(({ tasks }) => sum(tasks.map(({ ms }) => ms)))
  return {
    page, state, times: found.length,
    shell: middle('shell'), shell_max: worst('shell'), first: middle('first'), first_max: worst('first'), settled: middle('settled'), settled_max: worst('settled'),
    answered: middle('answered'), long_tasks_ms: round(quantile(busy, 0.5)), longest_task: round(Math.max(0, ...found.flatMap(({ tasks }) => tasks.map(({ ms }) => ms)))),
    scripts_kb: round((quantile(of('scriptBytes'), 0.5) ?? 0) / 1000), api_kb: round((quantile(of('apiBytes'), 0.5) ?? 0) / 1000),
  }
}
