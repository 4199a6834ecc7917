// The console without a mouse: the palette, the sheet of keys, and moving between pages.
import assert from 'node:assert/strict'
import { test } from 'node:test'

import { settled } from './desk.mjs'

export function keyboard(on) {
  test('keys lead to every page, and a sheet tells them', async () => {
    const page = await on.desk.page()
    await page.visit(`/a/${on.desk.applicationId}/overview?range=7d`)
    await settled(page)
    await page.keyboard.press('g')
    await page.keyboard.press('e')
    await page.waitForURL(/\/explorer/)
    await settled(page)
    assert.match(page.url(), /range=7d/, 'the time goes along')
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: /page, an application/ }).or(page.getByPlaceholder(/page, an application/)).first().waitFor()
    await page.keyboard.type('intake')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/intake/)
    await page.end()
  })
}
