// Bytes of `gzip -9` of what was built, against the budgets in size.json; ends with an error over one.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const root = join(import.meta.dirname, '..')
const budgets = JSON.parse(readFileSync(join(root, 'size.json'), 'utf8'))

const rows = Object.entries(budgets).map(([name, budget]) => {
  const bytes = gzipSync(readFileSync(join(root, 'dist', name)), { level: 9 }).length
  return { name, bytes, budget, over: bytes > budget }
})
for (const { name, bytes, budget } of rows) console.log(`${name.padEnd(16)} ${String(bytes).padStart(6)} bytes of gzip, at most ${budget}`)

const over = rows.filter((row) => row.over)
if (over.length > 0) {
  console.error(`too large: ${over.map(({ name, bytes, budget }) => `${name} by ${bytes - budget} bytes`).join(', ')}`)
  process.exit(1)
}
