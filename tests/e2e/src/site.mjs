// The page under test and the requests that it makes to its own server; serves the SDK's bundles
// out of their npm packages.
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const PAGE = join(dirname(fileURLToPath(import.meta.url)), '..', 'page')
const TYPES = { html: 'text/html; charset=utf-8', js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml' }

/** The SDK packages, by the folder under which the page loads them. */
const SDKS = {
  'rum-7': '@datadog/browser-rum',
  'rum-6': '@datadog/browser-rum-6',
  'logs-7': '@datadog/browser-logs',
}

/** Starts the site. */
export async function startSite() {
  const server = createServer((request, response) => {
    serve(new URL(request.url, 'http://site').pathname, response).catch(() => {
      response.writeHead(404).end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    stop() {
      server.closeAllConnections()
      server.close()
    },
  }
}

async function serve(path, response) {
  const made = ANSWERS[path]
  if (made) return made(response)
  const [, sdk, rest] = /^\/sdk\/([^/]+)\/(.+)$/.exec(path) ?? []
  const file = sdk ? join(bundle(sdk), rest) : join(PAGE, path === '/' ? 'index.html' : path)
  const body = await readFile(file)
  response.writeHead(200, { 'content-type': TYPES[file.split('.').pop()] ?? 'text/plain' })
  response.end(body)
}

const json = (status, value) => (response) => {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(value))
}

const ANSWERS = {
  '/api/cart': json(200, { total: 12.5 }),
  '/api/second': json(200, { second: true }),
  '/api/broken': json(500, { error: 'broken on purpose' }),
  '/api/graphql': json(200, { data: { cart: { total: 12.5 } } }),
  '/away': (response) => {
    response.writeHead(200, { 'content-type': TYPES.html })
    response.end('<!doctype html><title>away</title>')
  },
}

function bundle(sdk) {
  const manifest = createRequire(import.meta.url).resolve(`${SDKS[sdk]}/package.json`)
  return join(dirname(manifest), 'bundle')
}
