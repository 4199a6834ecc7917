// The real binary on a folder of its own: started, asked, stopped, and started again on the same folder.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

export const ADMIN_TOKEN = 'the-admin-token-of-a-test'
const START_MS = 30_000

export class Server {
  static async start(binary, data) {
    const server = new Server()
    server.child = spawn(binary, ['serve', '--listen', '127.0.0.1:0', '--data', data], {
      // SOLERA_BINARY is ours, and the server refuses settings that it does not know
      env: { ...process.env, SOLERA_BINARY: undefined, SOLERA_ADMIN_TOKEN: ADMIN_TOKEN },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    server.address = await address(server.child)
    return server
  }

  async ask(path, body) {
    const response = await fetch(this.address + path, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${path} was answered ${response.status}: ${text}\n${JSON.stringify(body)}`)
    return JSON.parse(text)
  }

  async stop() {
    this.child.kill('SIGTERM')
    if (this.child.exitCode === null) await once(this.child, 'exit')
  }
}

/** The first address that the server prints. */
function address(child) {
  const output = []
  return new Promise((resolve, reject) => {
    const fail = (why) => reject(new Error(`the server: ${why}\n${output.join('\n')}`))
    const timer = setTimeout(() => fail(`no address within ${START_MS} ms`), START_MS)
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        output.push(line)
        const port = /127\.0\.0\.1:(\d+)/.exec(line)?.[1]
        if (!port || port === '0') return
        clearTimeout(timer)
        resolve(`http://127.0.0.1:${port}`)
      })
    }
    child.once('error', (error) => fail(error.message))
    child.once('exit', (code) => fail(`ended with ${code}`))
  })
}
