// The SDKs that ours is held against: pinned versions from npm, installed into a folder of the
// system's temporary files, and bundled as a page would. None becomes part of the repository.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { build } from 'esbuild'

const VERSIONS = {
  '@datadog/browser-rum': '7.16.2',
  '@datadog/browser-rum-slim': '7.16.0',
  '@grafana/faro-web-sdk': '2.12.1',
  '@openobserve/browser-rum': '0.4.1',
  '@sentry/browser': '11.12.0',
}

/** What a page of theirs contains; for Datadog, the bundle of its CDN is in the package. */
const PEERS = {
  'Datadog, full': { package: '@datadog/browser-rum', file: 'bundle/datadog-rum.js' },
  'Datadog, slim': { package: '@datadog/browser-rum-slim', file: 'bundle/datadog-rum-slim.js' },
  Faro: {
    package: '@grafana/faro-web-sdk',
    entry: `import { initializeFaro, getWebInstrumentations } from '@grafana/faro-web-sdk'
      window.start = (options) => initializeFaro({ ...options, instrumentations: getWebInstrumentations() })`,
  },
  'Sentry, with tracing': {
    package: '@sentry/browser',
    entry: `import { init, browserTracingIntegration } from '@sentry/browser'
      window.start = (options) => init({ ...options, integrations: [browserTracingIntegration()] })`,
  },
  OpenObserve: {
    package: '@openobserve/browser-rum',
    entry: `import { openobserveRum } from '@openobserve/browser-rum'
      window.start = (options) => openobserveRum.init(options)`,
  },
}

/** Installs them unless they are there, and gives the path of each peer's script. */
export async function peers(names = Object.keys(PEERS)) {
  const folder = installed()
  const scripts = {}
  for (const name of names) {
    const peer = PEERS[name]
    scripts[name] = {
      version: VERSIONS[peer.package],
      file: peer.file ? join(folder, 'node_modules', peer.package, peer.file) : await bundled(folder, name, peer.entry),
    }
  }
  return scripts
}

function installed() {
  const key = createHash('sha256').update(JSON.stringify(VERSIONS)).digest('hex').slice(0, 12)
  const folder = join(tmpdir(), `solera-sdk-peers-${key}`)
  const done = join(folder, 'installed')
  if (existsSync(done)) return folder
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: VERSIONS }))
  execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'], { cwd: folder, stdio: 'inherit' })
  writeFileSync(done, '')
  return folder
}

async function bundled(folder, name, entry) {
  const outfile = join(folder, `${name.replace(/\W+/g, '-')}.js`)
  await build({
    stdin: { contents: entry, resolveDir: folder },
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2020',
    define: { 'process.env.NODE_ENV': '"production"' },
    legalComments: 'none',
    outfile,
  })
  return outfile
}
