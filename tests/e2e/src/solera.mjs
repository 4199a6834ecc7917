// The real binary, in a folder of its own and on a port of its own, and its API as a test asks it.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const ADMIN_TOKEN = 'an admin token of the tests'
const START_MS = 10_000
/** What was acknowledged is in the answers within 2 s; a loaded machine gets some more. */
const VISIBLE_MS = 10_000
const ASK_AGAIN_MS = 100

/** Starts the binary named in SOLERA_BINARY. */
export async function startSolera() {
  const binary = process.env.SOLERA_BINARY
  if (!binary) throw new Error('SOLERA_BINARY names no binary: run `cargo xtask test e2e`')
  const folder = await mkdtemp(join(tmpdir(), 'solera-e2e-'))
  const child = spawn(binary, ['serve', '--listen', '127.0.0.1:0', '--data', join(folder, 'data')], {
    env: { ...process.env, SOLERA_BINARY: undefined, SOLERA_ADMIN_TOKEN: ADMIN_TOKEN },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = []
  const address = await readAddress(child, output)
  return new Solera(child, address, folder, output)
}

/** The first line that names an address; everything printed is kept for when a test fails. */
function readAddress(child, output) {
  return new Promise((resolve, reject) => {
    const fail = (why) => reject(new Error(`${why}\n${output.join('\n')}`))
    const timer = setTimeout(() => fail(`no address within ${START_MS} ms`), START_MS)
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        output.push(line)
        const port = /127\.0\.0\.1:(\d+)/.exec(line)?.[1]
        if (port && port !== '0') {
          clearTimeout(timer)
          resolve(`http://127.0.0.1:${port}`)
        }
      })
    }
    child.once('error', (error) => fail(error.message))
    child.once('exit', (code) => fail(`it ended with ${code}`))
  })
}

class Solera {
  constructor(child, address, folder, output) {
    Object.assign(this, { child, address, folder, output, adminToken: ADMIN_TOKEN })
  }

  /** A new application: its id and client token. */
  createApplication(name) {
    return this.post('/api/v1/applications', { name, type: 'browser' })
  }

  async post(path, body) {
    const response = await fetch(this.address + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`)
    return JSON.parse(text)
  }

  /** Every event of a kind, whole. */
  async events(application_id, event) {
    const to = Date.now() + 3_600_000
    const question = { application_id, event, from: to - 24 * 3_600_000, to, filter: '', limit: 1000 }
    const events = []
    let cursor
    do {
      const page = await this.post('/api/v1/events', { ...question, ...(cursor && { cursor }) })
      events.push(...page.events)
      cursor = page.cursor
    } while (cursor)
    return events
  }

  /** Asks until `enough` is content with the events, and gives the last answer either way. */
  async eventsOnce(application_id, event, enough) {
    const end = Date.now() + VISIBLE_MS
    for (;;) {
      const events = await this.events(application_id, event)
      if (enough(events) || Date.now() > end) return events
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS))
    }
  }

  async stop() {
    this.child.kill('SIGTERM')
    if (this.child.exitCode === null) await once(this.child, 'exit')
    await rm(this.folder, { recursive: true, force: true })
  }
}
