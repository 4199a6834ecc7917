// Sends generated events to a real server, asks it and DuckDB the same questions, and compares.
// Asks twice: right after sending, and again after a restart, when the events lie in parts.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { Duck } from './duckdb.mjs'
import { questions } from './questions.mjs'
import { ADMIN_TOKEN, Server } from './server.mjs'
import { differences } from './differences.mjs'
import { facets, histograms } from './others.mjs'

const EVENTS = Number(process.env.COMPARE_EVENTS ?? 100_000)
const SEED = 7
const DAYS = 3
const DAY_MS = 86_400_000
const VISIBLE_MS = 120_000
const ASK_AGAIN_MS = 100

const { SOLERA_BINARY, BENCH_BINARY } = process.env
if (!SOLERA_BINARY || !BENCH_BINARY) throw new Error('start this with tests/compare/run')

const folder = await mkdtemp(join(tmpdir(), 'solera-compare-'))
const record = join(folder, 'events.ndjson')
let server = await Server.start(SOLERA_BINARY, join(folder, 'data'))
try {
  // a part of the bodies is sent twice, as after a lost answer: that must change nothing
  await run(BENCH_BINARY, [
    'ingest', '--server', server.address, '--token', ADMIN_TOKEN, '--events', `${EVENTS}`, '--seed', `${SEED}`, '--days', `${DAYS}`,
    '--connections', '8', '--lanes', '32', '--sessions', '4', '--resend', '0.05', '--no-probe', '--retry', '--verify', '--record', record,
  ])
  const duck = await Duck.load(record)
  let wrong = await compare(duck, 'just sent')
  await server.stop()
  const files = await readdir(join(folder, 'data'), { recursive: true })
  if (!files.some((file) => file.endsWith('.parquet'))) throw new Error('the server ended without writing parts: there is nothing to compare them by')
  server = await Server.start(SOLERA_BINARY, join(folder, 'data'))
  await visible(duck)
  wrong += await compare(duck, 'after a restart')
  if (wrong) process.exitCode = 1
} finally {
  await server.stop()
  await rm(folder, { recursive: true, force: true })
}

/** Waits until the newest events are in the answers, which may take a moment after a start. */
async function visible(duck) {
  const to = Date.now() + DAY_MS
  const end = Date.now() + VISIBLE_MS
  const expected = await duck.rows('SELECT application, kind, count(*) FROM row GROUP BY ALL')
  const counts = expected.map(async ([application_id, event, n]) => {
    const question = { application_id, event, from: to - (DAYS + 3) * DAY_MS, to, compute: [{ name: 'n', fn: 'count' }] }
    while ((await server.ask('/api/v1/query', question)).rows[0][0] < n && Date.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS))
    }
  })
  await Promise.all(counts)
}

async function run(program, words) {
  const [code] = await once(spawn(program, words, { stdio: ['ignore', 'ignore', 'inherit'] }), 'exit')
  if (code !== 0) throw new Error(`${program} ended with ${code}`)
}

/** Asks everything of both: how many answers differ. */
async function compare(duck, when) {
  const to = Date.now() + DAY_MS
  const from = to - (DAYS + 3) * DAY_MS
  let [asked, wrong] = [0, 0]
  const tell = (question, found) => {
    asked += 1
    if (!found.length) return
    wrong += 1
    console.error(`\n${when}: ${JSON.stringify(question)}\n  ${found.slice(0, 8).join('\n  ')}`)
  }
  const { applications } = await server.ask('/api/v1/applications')
  for (const { application_id } of applications) {
    for (const question of questions(application_id, from, to)) {
      const answer = await server.ask('/api/v1/query', wire(question))
      tell(question, differences(question, answer, await duck.ask(question)))
    }
    for (const [question, found] of await facets(server, duck, application_id, from, to)) tell(question, found)
    for (const [question, found] of await histograms(server, duck, application_id, from, to)) tell(question, found)
  }
  const [[events]] = await duck.rows('SELECT count(*) FROM event')
  console.log(`${when}: ${asked} questions over ${events} events, ${wrong} answered otherwise than by DuckDB`)
  return wrong
}

/** A question as it is sent: without what is for DuckDB only, and with room for every group. */
function wire({ where, compute, group_by, ...rest }) {
  return {
    ...rest,
    compute: compute.map(({ where, ...compute }) => compute),
    ...(group_by && { group_by: group_by.map((field) => ({ field })) }),
    limit: 10_000,
  }
}
