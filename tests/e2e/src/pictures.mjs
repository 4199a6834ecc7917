// Takes the pictures of README.md anew: a server of its own, the demo's traffic, the pages as a
// person opens them. Countries are there when the environment names a geo database. Run with
//   SOLERA_BINARY=target/release/solera node tests/e2e/src/pictures.mjs
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { PERSON, settled, startDesk } from './console/desk.mjs'

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'docs', 'images')
const DEMO = ['--sessions', '3000', '--days', '14', '--seed', '3', '--name', 'Demo shop']
/** Charts have come to rest. */
const REST_MS = 1_000

process.env.SOLERA_TRUSTED_PROXIES ??= '127.0.0.0/8,::1'
const desk = await startDesk()
try {
  await setUp()
  const of = `/a/${await desk.fill(DEMO)}`
  const { session, view } = await worthSeeing()
  await picture('overview-light', 'light', `${of}/overview?range=7d`)
  await picture('explorer-light', 'light', `${of}/explorer?event=error&range=7d`, openRow)
  await picture('analytics-dark', 'dark', `${of}/explorer?event=view&range=7d&tab=analytics&fn=p75&field=view.largest_contentful_paint&by=%5B%22device.type%22%5D&shape=line`, drawn)
  await picture('session-light', 'light', `${of}/sessions/${session}`)
  await picture('view-dark', 'dark', `${of}/views/${view}`)
} finally {
  await desk.stop()
}

async function setUp() {
  const page = await desk.page()
  await page.visit(desk.setupPath)
  await page.getByLabel('E-mail').fill(PERSON.email)
  await page.getByLabel(/^Password/).fill(PERSON.password)
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.getByRole('link', { name: 'Create application' }).waitFor()
  await desk.remember(page)
  await page.end()
}

/** A session in which something happened, and a view that loaded much. */
async function worthSeeing() {
  const [long] = await desk.events({ event: 'session', filter: 'session.view.count:[5 TO 8] session.error.count:>1 usr.id:*', limit: 1 })
  const [full] = await desk.events({ event: 'view', filter: 'view.resource.count:>15 view.loading_type:initial_load', limit: 1 })
  return { session: long.session.id, view: full.view.id }
}

async function openRow(page) {
  await page.getByRole('row').nth(3).click()
  await page.getByRole('complementary', { name: 'Event in detail' }).waitFor()
}

/** What draws charts has come, too. */
function drawn(page) {
  return page.locator('canvas').first().waitFor()
}

async function picture(name, colorScheme, path, then = () => undefined) {
  const page = await desk.page({ colorScheme, reducedMotion: 'reduce' })
  await page.visit(path)
  await settled(page)
  await then(page)
  await settled(page)
  await page.waitForTimeout(REST_MS)
  await page.screenshot({ path: join(FOLDER, `${name}.png`) })
  await page.end()
}
