// How the application is doing, and from each number to the events behind it.
import assert from 'node:assert/strict'
import { test } from 'node:test'

import { settled } from './desk.mjs'

export function overview(on) {
  test('the overview tells what the API tells, and its numbers lead to their events', async () => {
    const page = await on.desk.page()
    await page.visit(`/a/${on.desk.applicationId}/overview?range=7d`)
    await settled(page)
    const { columns, rows } = await on.desk.ask({ event: 'view', compute: [{ name: 'views', fn: 'count' }] })
    assert.equal(columns[0].name, 'views')
    const views = rows[0][0].toLocaleString('en')
    const tile = page.getByRole('group', { name: 'Views' })
    await tile.getByText(views).waitFor()
    await tile.getByRole('link', { name: 'Views' }).click()
    await page.waitForURL(/\/explorer\?.*event=view/)
    await page.getByRole('navigation', { name: 'Kinds of events' }).getByRole('link', { name: new RegExp(`^Views.*${views}`) }).waitFor()
    await page.goBack()
    await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor()
    await page.end()
  })

  test('a device narrows everything by two clicks', async () => {
    const page = await on.desk.page()
    await page.visit(`/a/${on.desk.applicationId}/overview?range=7d`)
    await settled(page)
    await page.getByRole('button', { name: 'Device', exact: true }).click()
    await page.getByRole('menuitem', { name: /^mobile/ }).click()
    await page.waitForURL(/q=device\.type/)
    await page.getByRole('button', { name: 'Take away Device: mobile' }).waitFor()
    await page.end()
  })

  test('a release narrows everything, stands in the URL, and survives loading again', async () => {
    const page = await on.desk.page()
    await page.visit(`/a/${on.desk.applicationId}/overview?range=7d`)
    await settled(page)
    await page.getByRole('button', { name: 'Release' }).click()
    await page.locator('[role^=menuitem]').first().click()
    await page.waitForURL(/q=version/)
    const narrowed = page.url()
    await settled(page)
    await page.reload()
    await settled(page)
    assert.equal(page.url(), narrowed)
    await page.getByRole('button', { name: /^Take away Release/ }).click()
    await page.waitForURL((url) => !url.search.includes('version'))
    await page.end()
  })
}
