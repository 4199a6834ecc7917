// The page under measurement, and the intake that its SDK sends to: takes everything at once, and counts
// bytes. Both SDKs get the same, so that nothing but the SDK differs.
import { createServer } from 'node:http'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const PAGE = join(import.meta.dirname, 'page')
const TYPES = { html: 'text/html; charset=utf-8', css: 'text/css', js: 'text/javascript' }
const ITEMS_A_PAGE = 24
const IMAGE = Buffer.from('R0lGODlhAQABAIAAAMLCwgAAACwAAAAAAQABAAACAkQBADs=', 'base64')

/** Starts it; `scripts` are the SDKs' files by the name under which they are served. */
export async function startSite(scripts) {
  const site = { sent: [], head: '' }
  const server = createServer((request, response) => answer(site, scripts, request, response))
  server.keepAliveTimeout = 60_000
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  site.address = `http://127.0.0.1:${server.address().port}`
  site.stop = () => {
    server.closeAllConnections()
    server.close()
  }
  return site
}

async function answer(site, scripts, request, response) {
  const { pathname } = new URL(request.url, 'http://site')
  const send = (type, body) => {
    response.writeHead(200, { 'content-type': type, 'cache-control': 'max-age=60' })
    response.end(body)
  }
  if (pathname.startsWith('/intake')) return take(site, request, response)
  if (pathname.startsWith('/sdk/')) return send(TYPES.js, readFileSync(scripts[pathname.slice(5)]))
  if (pathname.startsWith('/image/')) return send('image/gif', IMAGE)
  if (pathname.startsWith('/api/')) return send('application/json', JSON.stringify({ items: items(request.url) }))
  if (pathname === '/page.css' || pathname === '/page.js') return send(TYPES[pathname.split('.')[1]], readFileSync(join(PAGE, pathname)))
  if (pathname === '/away') return send(TYPES.html, '<!doctype html><title>away</title>')
  return send(TYPES.html, readFileSync(join(PAGE, 'index.html'), 'utf8').replace('<!-- SDK -->', site.head))
}

/** A body counts as it came over the wire; so do URL and headers, beside it. */
async function take(site, request, response) {
  const body = Buffer.concat(await request.toArray())
  const bytes = body.length
  site.keep?.push({ url: request.url, body })
  const head = request.url.length + request.rawHeaders.reduce((sum, text) => sum + text.length + 2, 0)
  site.sent.push({ bytes, wire: bytes + head })
  response.writeHead(202, { 'access-control-allow-origin': '*' })
  response.end()
}

function items(url) {
  return Array.from({ length: ITEMS_A_PAGE }, (_, at) => ({
    name: `Thing ${at}`,
    text: `What there is to say about thing ${at}, in a sentence of a usual length.`,
    image: `/image/${at}.gif?of=${encodeURIComponent(url)}`,
  }))
}
