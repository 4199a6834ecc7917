// The logs SDK: every line arrives once, though lines have no id, and the same text logged twice
// is two lines.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { leave, openPage } from './browser.mjs'
import { compareAnswers } from './compare.mjs'
import { logEvents, lost } from './sent.mjs'
import { newApplication, stage } from './stage.mjs'

const LOGGED = 7
const on = stage()

test('logs-7, with proxy as a string', async () => {
  const { applicationId, settings, watch } = await newApplication(on, { logs: 'logs-7' })
  const page = await openPage(on.browser, on.site, settings)
  await page.evaluate(() => window.logEverything())
  await leave(page, on.site)
  await watch.until('all lines', (requests) => logEvents(requests).length >= LOGGED)

  compareAnswers(watch.requests)
  const sent = logEvents(watch.requests)
  const got = await on.solera.eventsOnce(applicationId, 'log', (events) => events.length >= sent.length)
  assert.deepEqual(got.map(told).sort(), sent.map(told).sort())
  for (const line of sent) {
    const found = got.some((event) => lost(line, event).length === 0)
    assert.ok(found, `as it was sent: ${JSON.stringify(line)}`)
  }
})

const told = ({ date, status, message }) => `${date} ${status} ${message}`
