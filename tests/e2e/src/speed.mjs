// How fast the console is, on a server that is filled: paint, data, interactions, scrolling.
// Run by hand, it fails nothing: npm run speed -w tests/e2e -- --server http://… --token …
import { writeFile } from 'node:fs/promises'
import { cpus, loadavg } from 'node:os'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

import { startBrowser } from './browser.mjs'
import { interactions } from './speed/interactions.mjs'
import { loads, moves } from './speed/loads.mjs'
import { report } from './speed/report.mjs'
import { scrolling } from './speed/scroll.mjs'
import { Server } from './speed/server.mjs'
import { rested, watch } from './speed/watch.mjs'

const USAGE = `npm run speed -w tests/e2e -- [options]
  --server http://127.0.0.1:7654   the server with the events
  --token …                        an admin's API token, or SOLERA_ADMIN_TOKEN
  --console …                      where the console is, if not on that server (a vite preview)
  --application …                  an application's id; else the one with the most views
  --rounds 5                       how often each page is opened, cold and warm
  --rows 10000                     how far the list is scrolled
  --only loads,interactions,scroll what is measured; all of it by default
  --json speed.json                where the numbers go; else they are printed`

const { values: asked } = parseArgs({
  options: {
    server: { type: 'string', default: 'http://127.0.0.1:7654' },
    token: { type: 'string', default: process.env.SOLERA_ADMIN_TOKEN },
    console: { type: 'string' },
    application: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    rows: { type: 'string', default: '10000' },
    only: { type: 'string', default: 'loads,interactions,scroll' },
    json: { type: 'string' },
    help: { type: 'boolean' },
  },
})

if (asked.help || !asked.token) {
  console.log(USAGE)
  process.exit(asked.help ? 0 : 2)
}

const server = new Server(asked.server, asked.token)
const base = (asked.console ?? asked.server).replace(/\/$/, '')
const browser = await startBrowser()
// What was made on the server is taken away again, also when somebody has seen enough.
process.once('SIGINT', () => void server.tidyUp().then(() => process.exit(130)))
try {
  await main()
} finally {
  await browser.close()
  await server.tidyUp()
}

async function main() {
  const subject = await server.subject(asked.application)
  const long = await server.long()
  const state = await login(await server.person())
  const fresh = () => context(state)
  const pages = addresses(subject, long)
  const wants = (part) => asked.only.split(',').includes(part)
  const found = {
    about: { server: asked.server, console: base, at: new Date().toISOString(), cores: cpus().length, cpu: cpus()[0]?.model, load_before: loadavg()[0], browser: browser.version(), application: subject, rounds: Number(asked.rounds) },
  }
  if (wants('loads')) {
    found.loads = []
    for (const [name, address] of Object.entries(pages)) {
      progress(`opening ${name}`)
      found.loads.push(...(await tried(name, () => loads(name, address, { rounds: Number(asked.rounds), fresh }))))
    }
    progress('from page to page')
    found.loads.push(...(await tried('from page to page', () => moves(pages.overview, { rounds: Number(asked.rounds), fresh }))))
  }
  if (wants('interactions')) {
    progress('a hundred things')
    found.interactions = await interactions({ ...pages, others: pages.overview }, fresh)
  }
  if (wants('scroll')) {
    progress('scrolling')
    found.scroll = await scroll(pages.explorer, fresh)
  }
  found.about.load_after = loadavg()[0]
  console.log(report(found))
  const json = JSON.stringify(found, null, 1)
  // npm runs this in its own folder.
  if (asked.json) await writeFile(resolve(process.env.INIT_CWD ?? '.', asked.json), `${json}\n`)
  else console.log(json)
}

function addresses(subject, long) {
  const of = ({ application_id, from, to }, path, search = '') => `${base}/a/${application_id}/${path}?from=${from}&to=${to}${search}`
  return {
    overview: of(subject, 'overview'),
    explorer: of(subject, 'explorer', '&event=resource'),
    analytics: of(subject, 'explorer', `&event=view&tab=analytics&shape=line&by=${encodeURIComponent('["view.name"]')}`),
    session: of(long, `sessions/${long.session}`),
    view: of(long, `views/${long.view}`),
    intake: of(subject, 'intake'),
    settings: of(subject, 'settings'),
  }
}

async function context(storageState) {
  const made = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US', timezoneId: 'Europe/Berlin', storageState })
  made.setDefaultTimeout(30_000)
  await watch(made)
  return made
}

async function login({ email, password }) {
  const made = await context()
  const answer = await made.request.post(`${base}/api/v1/login`, { data: { email, password }, headers: { origin: base } })
  if (!answer.ok()) throw new Error(`logging in: ${answer.status()} ${await answer.text()}`)
  const state = await made.storageState()
  await made.close()
  return state
}

async function scroll(address, fresh) {
  const made = await fresh()
  const page = await made.newPage()
  await page.goto(address)
  await rested(page)
  const found = await scrolling(page, Number(asked.rows))
  await made.close()
  return found
}

/** A page that does not come is told, and the others are measured. */
async function tried(what, does) {
  try {
    return await does()
  } catch (error) {
    console.error(`${what} could not be measured: ${String(error.message).split('\n')[0]}`)
    process.exitCode = 1
    return []
  }
}

function progress(what) {
  console.error(`… ${what}`)
}
