// Prints bytes of each SDK's script as it stands, of `gzip -9` and of Brotli: ours as built, and the peers.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'

import { peers } from './peers.mjs'

const dist = join(import.meta.dirname, '..', 'dist')
const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8'))
const ours = Object.fromEntries(
  ['stub.js', 'solera-core.js', 'solera.js'].map((name) => [`Solera, ${name}`, { version, file: join(dist, name) }]),
)

console.log('| SDK | version | bytes | `gzip -9` | Brotli |')
console.log('|---|---|---:|---:|---:|')
for (const [name, { version, file }] of Object.entries({ ...ours, ...(await peers()) })) {
  const text = readFileSync(file)
  const sizes = [text.length, gzipSync(text, { level: 9 }).length, brotliCompressSync(text).length]
  console.log(`| ${name} | ${version} | ${sizes.map((size) => size.toLocaleString('en')).join(' | ')} |`)
}
