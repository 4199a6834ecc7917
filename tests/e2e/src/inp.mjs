// How long the interactions with a page wait for its next paint, as web-vitals tells it: printed for
// every page of the tests. What it should be is measured on a quiet machine (speed.mjs); here a debug
// build, audits and other work share the cores, so only what is far off fails.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
export const webVitals = await readFile(require.resolve('web-vitals').replace(/[^/]*$/, 'web-vitals.iife.js'), 'utf8')

/** Ten times what is wanted. */
const INP_FAILS_MS = 3000
/** The shortest that the browser tells of. */
const SHORTEST_MS = 16

/** Has each document of the context watched; before its first page is opened. */
export async function watchInp(context) {
  await context.addInitScript({ content: `${webVitals};(${inPage})(${SHORTEST_MS})` })
}

/** Text of what runs in the page. */
function inPage(durationThreshold) {
  if (window.top !== window) return
  window.inp = null
  webVitals.onINP(({ value }) => (window.inp = value), { reportAllChanges: true, durationThreshold })
}

/** Prints the page's INP, and fails where nobody would wait that long. */
export async function checkInp(page) {
  // Entries are told after the frame that they are about.
  const inp = await page.evaluate(() => new Promise((resolve) => setTimeout(() => resolve(window.inp), 100))).catch(() => null)
  if (inp === null || inp === undefined) return
  const { pathname } = new URL(page.url())
  console.log(`INP of ${pathname.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…')}: ${Math.round(inp)} ms`)
  assert.ok(inp < INP_FAILS_MS, `${pathname}: an interaction waited ${Math.round(inp)} ms for its paint`)
}
