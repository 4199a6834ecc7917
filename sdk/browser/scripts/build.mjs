// Builds the SDK's bundles into dist/: ES modules for packages, scripts for pages. How large they may
// be is checked by size.mjs, what a server gives out is laid out by pack.mjs.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { minify } from 'terser'
import uglify from 'uglify-js'
import { privateNames } from './private-names.mjs'

const root = join(import.meta.dirname, '..')
const dist = join(root, 'dist')
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/** What is built: the entry and its form. */
const BUNDLES = [
  { name: 'solera.js', entry: 'global', format: 'iife' },
  { name: 'solera-core.js', entry: 'global-core', format: 'iife' },
  { name: 'stub.js', entry: 'stub', format: 'iife' },
  { name: 'full.js', entry: 'full', format: 'esm' },
  { name: 'core.js', entry: 'core', format: 'esm' },
  { name: 'react.js', entry: '../react/index', format: 'esm' },
  { name: 'react-router.js', entry: '../react/react-router', format: 'esm' },
  { name: 'tanstack-router.js', entry: '../react/tanstack-router', format: 'esm' },
  { name: 'vue.js', entry: '../vue/index', format: 'esm' },
  { name: 'svelte.js', entry: '../svelte/index', format: 'esm' },
]

const names = privateNames(root)

/** The page's own. */
const FRAMEWORKS = ['react', 'react-router']

async function bundle({ name, entry, format }) {
  const built = await build({
    entryPoints: [join(root, 'src', 'entry', `${entry}.ts`)],
    bundle: true,
    external: FRAMEWORKS,
    format,
    target: 'es2020',
    minifySyntax: true,
    write: false,
    define: { __VERSION__: JSON.stringify(version) },
    legalComments: 'none',
  })
  const text = built.outputFiles[0].text
  writeFileSync(join(dist, name), await (format === 'esm' ? smallModule(text) : smallScript(text)))
}

const SHORTER = { unsafe_arrows: true, unsafe_methods: true, pure_getters: true, keep_fargs: false }

async function smallModule(text) {
  const { code } = await minify(text, { ecma: 2020, module: true, compress: { ...SHORTER, passes: 2 }, format: { comments: false } })
  return code
}

/** Twice, as each finds what the other does not: 3 % less of gzip than either alone. */
async function smallScript(text) {
  const { code } = await minify(text, { ecma: 2020, toplevel: true, compress: { ...SHORTER, passes: 4 } })
  const { code: smaller, error } = uglify.minify(code, {
    toplevel: true,
    compress: { passes: 3, inline: 1, hoist_funs: true, unsafe: true, pure_getters: true, keep_fargs: false },
    mangle: { properties: { regex: names } },
  })
  if (error) throw error
  return smaller
}

rmSync(dist, { recursive: true, force: true })
mkdirSync(dist, { recursive: true })
for (const each of BUNDLES) await bundle(each)
