// Pages made for one test each: their document, their headers, and the scripts that they load, on an
// origin of their own. What a page asks `/api/…` is answered and written down.
import { createServer } from 'node:http'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A built SDK to test before a server holds it: the folder `dist/v1` of sdk/browser. */
const UNSERVED = process.env.SDK_UNDER_TEST

/** Where pages load the SDK from: the server, or the site itself where SDK_UNDER_TEST names a folder. */
export const sdkAddress = ({ solera, pages }) => (UNSERVED ? pages : solera).address

/** Starts a site without pages. */
export async function startPages() {
  const pages = new Pages()
  pages.server.listen(0, '127.0.0.1')
  await once(pages.server, 'listening')
  pages.address = `http://127.0.0.1:${pages.server.address().port}`
  return pages
}

class Pages {
  files = new Map()
  asked = []

  constructor() {
    this.server = createServer((request, response) => this.answer(request, response))
  }

  /** Puts a document on the site, and gives its address. */
  add(path, body, headers = {}) {
    this.files.set(new URL(path, this.address).pathname, { body, headers })
    return this.address + path
  }

  answer(request, response) {
    const { pathname, searchParams } = new URL(request.url, this.address)
    if (pathname.startsWith('/api/')) {
      this.asked.push({ path: pathname, headers: request.headers })
      response.writeHead(Number(searchParams.get('status') ?? 200), { 'content-type': 'application/json' })
      return response.end('{"done":true}')
    }
    if (UNSERVED && pathname.startsWith('/sdk/v1/')) this.addUnserved(pathname)
    const file = this.files.get(pathname)
    const type = pathname.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8'
    const isKnown = file || pathname === '/away' || pathname === '/favicon.ico'
    response.writeHead(isKnown ? 200 : 404, { 'content-type': type, ...file?.headers })
    response.end(file?.body ?? '<!doctype html><title>nothing</title>')
  }

  addUnserved(path) {
    const file = join(UNSERVED, path.slice('/sdk/v1/'.length))
    if (existsSync(file)) this.add(path, readFileSync(file), { 'access-control-allow-origin': '*' })
  }

  stop() {
    this.server.closeAllConnections()
    this.server.close()
  }
}
