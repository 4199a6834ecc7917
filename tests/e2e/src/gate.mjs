// Stands between the page and Solera: writes down every request as it came, and can break answers
// on purpose. Knows nothing of events.
import { createServer, request as httpRequest } from 'node:http'
import { once } from 'node:events'

/** What a fault does to a request. */
export const Fault = {
  /** The server never sees it: 503 from the gate. */
  Refused: 'refused',
  /** The server takes it, but the client hears 503: what it sends again is a true duplicate. */
  AnswerLost: 'answer lost',
}

/** Starts a gate in front of an address. */
export async function startGate(target) {
  const gate = new Gate(new URL(target))
  gate.server.listen(0, '127.0.0.1')
  await once(gate.server, 'listening')
  gate.address = `http://127.0.0.1:${gate.server.address().port}`
  return gate
}

class Gate {
  watches = new Map()
  refused = new Set()

  constructor(target) {
    this.target = target
    this.server = createServer((request, response) => {
      this.take(request, response).catch((error) => response.destroy(error))
    })
  }

  /** Breaks the next request to a path (behind any proxy), and the tries after it: one fault each. */
  breakNext(path, ...faults) {
    this.broken = { path, faults }
  }

  /** Answers 503 to everything with a client token, and lets nothing of it pass, until it is allowed. */
  refuse(token) {
    this.refused.add(token)
  }

  allow(token) {
    this.refused.delete(token)
  }

  async take(request, response) {
    const body = Buffer.concat(await request.toArray())
    const { path, query } = forwarded(request.url)
    const seen = { method: request.method, path, query, headers: request.headers, body, status: 0 }
    const watch = this.watch(query.get('dd-api-key'))
    watch.requests.push(seen)
    const fault = this.faultFor(seen)
    if (fault === Fault.Refused) {
      seen.fault = fault
      answer(response, seen, { status: 503, headers: {}, body: Buffer.alloc(0) })
    } else {
      const passed = await this.pass(request, body)
      seen.fault = fault
      seen.serverStatus = passed.status
      seen.serverHeaders = passed.headers
      answer(response, seen, fault ? { ...passed, status: 503 } : passed)
    }
    for (const look of watch.waiting) look()
  }

  /** The requests with a client token: a beacon of the test before may still be on its way. */
  watch(token) {
    if (!this.watches.has(token)) this.watches.set(token, new Watch())
    return this.watches.get(token)
  }

  faultFor({ method, path, query, body }) {
    if (this.refused.has(query.get('dd-api-key'))) return Fault.Refused
    const { broken } = this
    if (!broken || method !== 'POST' || path !== broken.path) return undefined
    broken.body ??= body
    return broken.body.equals(body) ? broken.faults.shift() : undefined
  }

  async pass(request, body) {
    const { hostname, port } = this.target
    const { method, url: path, headers } = request
    const onward = httpRequest({ hostname, port, method, path, headers })
    onward.end(body)
    const [reply] = await once(onward, 'response')
    return { status: reply.statusCode, headers: reply.headers, body: Buffer.concat(await reply.toArray()) }
  }

  async stop() {
    this.server.closeAllConnections()
    this.server.close()
  }
}

/** The requests of one application, as they come. */
class Watch {
  requests = []
  waiting = new Set()

  /** Waits until the requests so far satisfy a condition. */
  until(what, condition, limitMs = 30_000) {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (!condition(this.requests)) return
        this.waiting.delete(look)
        clearTimeout(timer)
        resolve()
      }
      const timer = setTimeout(() => {
        this.waiting.delete(look)
        const seen = this.requests.map((one) => `${one.method} ${one.path} ${one.status}`).join('\n')
        reject(new Error(`waited ${limitMs} ms for ${what}; requests so far:\n${seen}`))
      }, limitMs)
      this.waiting.add(look)
      look()
    })
  }
}

/** The path that the SDK means: inside `ddforward` when a proxy was given as a string. */
function forwarded(url) {
  const outer = new URL(url, 'http://gate')
  const inner = outer.searchParams.get('ddforward')
  const meant = inner ? new URL(inner, 'http://gate') : outer
  return { path: meant.pathname, query: meant.searchParams }
}

function answer(response, seen, { status, headers, body }) {
  seen.status = status
  const { 'transfer-encoding': _, 'content-length': __, connection: ___, ...kept } = headers
  response.writeHead(status, { 'access-control-allow-origin': '*', ...kept })
  response.end(body)
}
