// One page with Datadog's SDK and ours in it at once: what each tells of the same visit, side by side.
// Differences are bounded here, each with its reason; SIDE_BY_SIDE names a file for the table.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { test } from 'node:test'

import { doEverything, leave, openPage } from '../browser.mjs'
import { distinct, holdsAll, rumEvents } from '../sent.mjs'
import { newApplication } from '../stage.mjs'
import { ourApplication } from './everything.mjs'
import { rows } from './rows.mjs'

/** After so long no click belongs to the row before it. */
const ROW_OVER_MS = 1500

export function sideBySide(on) {
  test('the same visit under Datadog’s SDK and ours', () => compared(on))
}

async function compared(on) {
  const ours = await ourApplication(on)
  const theirs = await newApplication(on, { rum: 'rum-7' })
  const page = await openPage(on.browser, on.site, { ...theirs.settings, ...ours.settings })
  await doEverything(page, ROW_OVER_MS)
  await page.waitForTimeout(400)
  const noted = await leave(page, on.site)
  const all = () => [...theirs.watch.requests, ...ours.watch.requests]
  const whole = () => holdsAll(all(), noted)
  await Promise.race([ours, theirs].map(({ watch }) => watch.until('all that both SDKs meant to send', whole)))
  const events = ({ watch }) => [...distinct(rumEvents(watch.requests)).values()]
  const table = rows(events(theirs), events(ours))
  if (process.env.SIDE_BY_SIDE) writeFileSync(process.env.SIDE_BY_SIDE, markdown(table))
  const apart = table.filter(({ differs }) => differs)
  assert.deepEqual(apart, [], markdown(apart))
}

function markdown(table) {
  const lines = table.map(({ what, theirs, ours, tolerance }) => `| ${what} | ${theirs} | ${ours} | ${tolerance} |`)
  return ['| what | Datadog 7.16.2 | Solera | tolerance |', '|---|---:|---:|---|', ...lines, ''].join('\n')
}
