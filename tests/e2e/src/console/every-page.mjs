// What must hold on every page: it has a heading and a title, axe finds nothing serious, in both
// languages and both themes, wide and narrow; it prints no error and asks nobody else.
import assert from 'node:assert/strict'
import { test } from 'node:test'

import { seriousViolations, settled } from './desk.mjs'

const LOOKS = [
  { name: 'English, light', settings: { locale: 'en-US', colorScheme: 'light' } },
  { name: 'Chinese, dark', settings: { locale: 'zh-CN', colorScheme: 'dark' } },
  { name: 'English, dark, narrow', settings: { locale: 'en-US', colorScheme: 'dark', viewport: { width: 800, height: 900 } } },
  { name: 'Chinese, light, a phone', settings: { locale: 'zh-CN', colorScheme: 'light', viewport: { width: 390, height: 800 } } },
]

export function everyPage(on) {
  test('the demo fills an application', () => on.desk.fill())
  for (const { name, settings } of LOOKS) {
    test(`every page is sound: ${name}`, async () => {
      for (const path of await paths(on.desk)) await check(on.desk, path, settings)
    })
  }
}

/** Every page there is, of the demo's application, a session and a view of it. */
async function paths(desk) {
  const range = 'range=7d'
  const [view] = await desk.events({ event: 'view', limit: 1 })
  const of = `/a/${desk.applicationId}`
  return [
    '/applications',
    '/applications/new',
    '/people',
    '/components',
    `${of}/overview?${range}`,
    `${of}/explorer?event=view&${range}`,
    `${of}/explorer?event=session&${range}`,
    `${of}/explorer?event=error&${range}&tab=analytics&by=%5B%22error.source%22%5D`,
    `${of}/sessions/${view.session.id}?${range}`,
    `${of}/views/${view.view.id}?${range}`,
    `${of}/intake?${range}`,
    `${of}/setup`,
    `${of}/settings`,
  ]
}

async function check(desk, path, settings) {
  const page = await desk.page(settings)
  await page.visit(path)
  await page.getByRole('heading', { level: 1 }).waitFor()
  // The components page shows for ever what loading looks like.
  if (path !== '/components') await settled(page)
  assert.notEqual(await page.title(), '', path)
  assert.equal(await page.locator('html').getAttribute('lang'), settings.locale === 'zh-CN' ? 'zh-CN' : 'en', path)
  assert.deepEqual(await seriousViolations(page), [], path)
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  assert.ok(wider <= 0, `${path} is ${wider} px wider than the window`)
  await page.end()
}
