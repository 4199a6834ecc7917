// Lays out in dist/v1 what a server gives out under /sdk/v1/: each script under its plain name and
// under one with its hash, compressed, the package for npm, and a manifest that tells names and hashes.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const root = join(import.meta.dirname, '..')
const dist = join(root, 'dist')
const out = join(dist, 'v1')
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })
const full = script('solera.js')
const slim = script('solera-core.js', 'solera-slim.js')
const stub = readFileSync(join(dist, 'stub.js'), 'utf8').trim()
if (/<\/?script|<!--/i.test(stub)) throw new Error('the stub stands inside <script>, and would end it')
write('solera-stub.js', Buffer.from(stub))
write('manifest.json', Buffer.from(`${JSON.stringify({ version, ...full, slim, stub }, undefined, 2)}\n`))
npmPackage()
console.log(`dist/v1: version ${version}, ${full.path}, ${full.integrity}`)

/** One script under both names; its path and its hash as a page pins them. */
function script(built, name = built) {
  const text = readFileSync(join(dist, built))
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 16)
  const hashed = name.replace(/\.js$/, `.${hash}.js`)
  write(name, text)
  write(hashed, text)
  const integrity = `sha384-${createHash('sha384').update(text).digest('base64')}`
  return { path: `/sdk/v1/${hashed}`, integrity }
}

/** Compressed once here, so that the server embeds and sends what lies there. */
function write(name, text) {
  const params = { [constants.BROTLI_PARAM_SIZE_HINT]: text.length }
  writeFileSync(join(out, name), text)
  writeFileSync(join(out, `${name}.br`), brotliCompressSync(text, { params }))
  writeFileSync(join(out, `${name}.gz`), gzipSync(text, { level: 9 }))
}

function npmPackage() {
  const arguments_ = ['pack', '--json', '--ignore-scripts', '--pack-destination', out]
  const [{ filename }] = JSON.parse(execFileSync('npm', arguments_, { cwd: root, encoding: 'utf8' }))
  renameSync(join(out, filename), join(out, 'solera-browser.tgz'))
}
