// Any event in a few keystrokes: searching, facets, the table, the side panel, live tail, export.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'

import { openPage } from '../browser.mjs'
import { startSite } from '../site.mjs'
import { settled } from './desk.mjs'

/**
 * From the SDK's send to the row in the table: two seconds. A debug build beside compilers is given as
 * much again, so that the test fails for what is wrong and not for what is slow; it prints the time.
 */
const LIVE_MS = /\/release\//.test(process.env.SOLERA_BINARY ?? '') ? 2_000 : 4_000

export function explorer(on) {
  const path = (search) => `/a/${on.desk.applicationId}/explorer?range=7d&${search}`

  test('a search completes fields and values, and finds what the API finds', async () => {
    const page = await on.desk.page()
    await page.visit(path('event=view'))
    await settled(page)
    await page.keyboard.press('/')
    await page.keyboard.type('view.na')
    await page.getByRole('option', { name: /view\.name/ }).first().click()
    await page.keyboard.type('/cart')
    await page.keyboard.press('Enter')
    await page.waitForURL(/q=view\.name/)
    await settled(page)
    const question = { event: 'view', filter: 'view.name:/cart', compute: [{ fn: 'count' }] }
    const { rows } = await on.desk.ask(question)
    assert.ok(rows[0][0] > 0)
    await page.getByText(`${rows[0][0].toLocaleString('en')} views`).first().waitFor()
    await page.end()
  })

  test('attributes that no row at hand carries can be searched, shown and grouped by', async () => {
    const page = await on.desk.page()
    // None of these rows has one, so only the server can know them.
    await page.visit(path(`event=view&q=${encodeURIComponent('-context.cart.total:*')}`))
    await settled(page)
    await page.getByRole('combobox', { name: 'Search' }).fill('context.ca')
    await page.getByRole('option', { name: /context\.cart\.total/ }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Columns' }).click()
    await page.getByRole('combobox', { name: 'Add a field or attribute' }).fill('cart.items')
    await page.getByRole('option', { name: 'context.cart.items' }).click()
    await page.waitForURL(/context\.cart\.items/)
    await page.end()
  })

  test('a search that cannot be read is marked where it is wrong', async () => {
    const page = await on.desk.page()
    page.expected(/status of 400/)
    await page.visit(path('event=view'))
    await settled(page)
    const search = page.getByRole('combobox', { name: 'Search' })
    await search.fill('view.loading_time:>3q')
    await search.press('Enter')
    await page.getByText('The search cannot be read').waitFor()
    await page.getByText(/it takes ns, us, ms, s, min, h or d/).waitFor()
    assert.equal(await search.getAttribute('aria-invalid'), 'true')
    await page.end()
  })

  test('an id that is typed as a word finds nothing, and says by which field it is found', async () => {
    const [event] = await on.desk.events({ event: 'error', filter: 'usr.id:*', limit: 1 })
    const { id } = event.usr
    const page = await on.desk.page()
    await page.visit(path('event=error'))
    await settled(page)
    const search = page.getByRole('combobox', { name: 'Search' })
    await search.fill(id)
    await page.getByRole('option', { name: /usr\.id/ }).first().waitFor()
    await search.press('Enter')
    await page.getByRole('button', { name: /^Look for usr\.id/ }).click()
    await page.waitForURL(/q=usr\.id/)
    await page.getByRole('row').nth(1).waitFor()
    await page.end()
  })

  test('a row opens the whole event, keys walk on, and its link opens the same', async () => {
    const page = await on.desk.page()
    await page.visit(path('event=error'))
    await settled(page)
    await page.getByRole('row').nth(1).click()
    const panel = page.getByRole('complementary', { name: 'Event in detail' })
    await panel.waitFor()
    const first = page.url()
    await page.keyboard.press('ArrowDown')
    await page.waitForURL((url) => url.href !== first)
    const second = page.url()
    const title = await panel.getByRole('heading').first().innerText()
    await page.reload()
    await panel.waitFor()
    await settled(page)
    assert.equal(page.url(), second)
    assert.equal(await panel.getByRole('heading').first().innerText(), title)
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })
    await page.end()
  })

  test('a facet narrows the search by a click', async () => {
    const page = await on.desk.page()
    await page.visit(path('event=resource'))
    await settled(page)
    await page.getByRole('checkbox', { name: /^Include / }).first().or(page.getByRole('button', { name: /^Include / }).first()).first().click()
    await page.waitForURL(/q=/)
    await settled(page)
    await page.end()
  })

  test('keys open the menu of a group, its first entry first, and Escape leads back', async () => {
    const page = await on.desk.page()
    await page.visit(path('event=resource&tab=analytics&by=%5B%22resource.type%22%5D&shape=toplist'))
    const group = page.getByRole('button', { name: 'image', exact: true })
    await group.focus()
    await page.keyboard.press('Enter')
    await page.locator('[role=menuitem]:focus', { hasText: 'Filter by this' }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.locator('[role=menuitem]:focus', { hasText: 'Leave this out' }).waitFor()
    await page.keyboard.press('Escape')
    await page.waitForFunction(() => document.activeElement?.getAttribute('title') === 'image')
    await page.end()
  })

  test('what is found is exported, whole', async () => {
    const page = await on.desk.page()
    await page.visit(path('event=error'))
    await settled(page)
    const { rows } = await on.desk.ask({ event: 'error', compute: [{ fn: 'count' }] })
    await page.getByRole('button', { name: 'Export' }).click()
    const download = page.waitForEvent('download')
    await page.getByText('JSON of whole events').click()
    const events = JSON.parse(await readFile(await (await download).path(), 'utf8'))
    assert.equal(events.length, rows[0][0])
    await page.end()
  })

  test('a new event appears in live tail moments after it is sent', async (t) => {
    const page = await on.desk.page()
    await page.visit(path('event=action&q=action.target.name%3Aseen-live'))
    await page.getByText('Nothing here in this time').waitFor()
    await page.getByRole('button', { name: 'Live', exact: true }).click()
    const site = await startSite()
    const { application_id, client_token } = await on.desk.application()
    const options = { applicationId: application_id, clientToken: client_token }
    const proxy = { form: 'string', address: on.desk.solera.address }
    const visited = await openPage(on.desk.browser, site, { rum: 'rum-7', proxy, options })
    const sent = visited.waitForRequest((request) => request.postData()?.includes('seen-live') ?? false)
    await visited.evaluate(() => {
      window.DD_RUM.addAction('seen-live')
      window.fillBatch()
    })
    await sent
    const since = performance.now()
    await page.getByRole('row', { name: /seen-live/ }).first().waitFor({ timeout: LIVE_MS })
    t.diagnostic(`seen ${Math.round(performance.now() - since)} ms after it was sent`)
    await visited.context().close()
    site.stop()
    await page.end()
  })
}
