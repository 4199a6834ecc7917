// What each page makes a browser load, in bytes of gzip; ends with an error over the bound.
// The build's manifest is not needed: index.html names the first page's files.
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const FIRST_PAGE_MAX = 350_000
const FURTHER_PAGE_MAX = 150_000
const dist = join(import.meta.dirname, '..', 'dist')
const manifest = JSON.parse(readFileSync(join(dist, '.vite', 'manifest.json'), 'utf8'))
const gzip = (file) => statSync(join(dist, `${file}.gz`)).size

/** All scripts that come with an entry: itself and what it imports, and what that imports. */
function scripts(key, found = new Set()) {
  const entry = manifest[key]
  if (!entry || found.has(entry.file)) return found
  found.add(entry.file)
  for (const next of entry.imports ?? []) scripts(next, found)
  return found
}

const isOverview = (key) => manifest[key].name === 'overview' && manifest[key].file.endsWith('.js')
const sum = (files) => [...files].reduce((bytes, file) => bytes + gzip(file), 0)
const entry = 'index.html'
const shell = scripts(entry)
// The overview is a chunk that other pages take parts of, and has no entry by its path.
const pages = Object.keys(manifest).filter((key) => (manifest[key].isDynamicEntry && /pages\//.test(key)) || isOverview(key))
const rows = pages.map((key) => {
  const further = [...scripts(key)].filter((file) => !shell.has(file))
  return { page: key, bytes: sum(further) }
})
// The first page is all that it comes to load, its later parts too.
const isFirst = ({ page }) => page.includes('pages/overview/') || isOverview(page)
const firstFiles = new Set([...shell, ...rows.filter(isFirst).flatMap(({ page }) => [...scripts(page)])])
const first = sum(firstFiles)

console.log(`first page (shell and overview)  ${first} bytes of gzip, at most ${FIRST_PAGE_MAX}`)
console.log(`each further part beyond the shell, with all that it imports, at most ${FURTHER_PAGE_MAX}:`)
for (const { page, bytes } of rows.sort((a, b) => b.bytes - a.bytes)) console.log(`${page}  ${bytes}`)
console.log(`${readdirSync(join(dist, 'assets')).length} files in assets`)

const over = rows.filter((row) => row.bytes > FURTHER_PAGE_MAX && !isFirst(row))
if (first > FIRST_PAGE_MAX || over.length > 0) {
  const names = [...(first > FIRST_PAGE_MAX ? ['first page'] : []), ...over.map((row) => row.page)]
  console.error(`too large: ${names.join(', ')}`)
  process.exit(1)
}
