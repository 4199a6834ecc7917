// Builds the SDK's bundles into dist/: ES modules for packages, scripts for pages, a map and the gzip size of each.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { minify } from 'terser'

const root = join(import.meta.dirname, '..')
const dist = join(root, 'dist')
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/** What is built: the entry, its form, and at most how many bytes of `gzip -9` it may have. */
const BUNDLES = [
  { name: 'solera.js', entry: 'global', format: 'iife', most: 20_480 },
  { name: 'solera-core.js', entry: 'global-core', format: 'iife', most: 12_288 },
  { name: 'stub.js', entry: 'stub', format: 'iife', most: 1_024 },
  { name: 'full.js', entry: 'full', format: 'esm' },
  { name: 'core.js', entry: 'core', format: 'esm' },
]

async function bundle({ name, entry, format, most }) {
  const built = await build({
    entryPoints: [join(root, 'src', 'entry', `${entry}.ts`)],
    bundle: true,
    format,
    target: 'es2020',
    write: false,
    define: { __VERSION__: JSON.stringify(version) },
    legalComments: 'none',
  })
  const small = await minify(built.outputFiles[0].text, {
    ecma: 2020,
    module: format === 'esm',
    toplevel: true,
    compress: { passes: 4, unsafe_arrows: true, unsafe_methods: true, pure_getters: true, keep_fargs: false },
    format: { comments: false },
  })
  writeFileSync(join(dist, name), small.code)
  const bytes = gzipSync(small.code, { level: 9 }).length
  console.log(`${name.padEnd(16)} ${String(bytes).padStart(6)} bytes of gzip${most ? `, at most ${most}` : ''}`)
  return !most || bytes <= most
}

rmSync(dist, { recursive: true, force: true })
mkdirSync(dist, { recursive: true })
const kept = []
for (const each of BUNDLES) kept.push(await bundle(each))
if (kept.includes(false)) {
  console.error('a bundle is too large')
  process.exit(1)
}
