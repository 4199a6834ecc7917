// From the link that the server prints to one's own page in the console.
import assert from 'node:assert/strict'
import { test } from 'node:test'

import { leave, openPage } from '../browser.mjs'
import { startSite } from '../site.mjs'
import { PERSON, seriousViolations, settled } from './desk.mjs'

export function firstVisit(on) {
  test('the set-up link leads to an account, an application, a snippet, and the first event', async () => {
    const page = await on.desk.page()
    await page.visit(on.desk.setupPath)
    await page.getByLabel('E-mail').fill(PERSON.email)
    await page.getByLabel(/^Password/).fill(PERSON.password)
    assert.deepEqual(await seriousViolations(page), [])
    await page.getByRole('button', { name: 'Create account' }).click()

    await page.getByRole('link', { name: 'Create application' }).waitFor()
    await on.desk.remember(page)
    await page.getByRole('link', { name: 'Create application' }).click()
    await page.getByLabel('Name').fill('My shop')
    await page.getByRole('button', { name: 'Create application' }).click()
    await page.getByRole('heading', { name: 'Set up My shop' }).waitFor()
    await settled(page)
    const snippet = await page.getByRole('region', { name: 'Snippet' }).innerText()
    const [, applicationId] = /applicationId: '([^']+)'/.exec(snippet) ?? assert.fail(snippet)
    const [, clientToken] = /clientToken: '([^']+)'/.exec(snippet) ?? assert.fail(snippet)
    assert.ok(snippet.includes(`proxy: '${on.desk.solera.address}'`), snippet)
    await page.getByText('Waiting for your first event').waitFor()

    const site = await startSite()
    const options = { applicationId, clientToken }
    const settings = { rum: 'rum-7', proxy: { form: 'string', address: on.desk.solera.address }, options }
    // The SDK sends what it holds when its page is left.
    await leave(await openPage(on.desk.browser, site, settings), site)
    await page.getByText('Your first event is here').waitFor()
    site.stop()
    await page.end()
  })

  test('a set-up link that was used leads to the login', async () => {
    const page = await on.desk.page()
    page.expected(/status of 403/)
    await page.visit(on.desk.setupPath)
    await page.getByLabel('E-mail').fill(PERSON.email)
    await page.getByLabel(/^Password/).fill(PERSON.password)
    await page.getByRole('button', { name: 'Create account' }).click()
    await page.getByText('The set-up is done').waitFor()
    await page.getByRole('link', { name: 'Sign in instead' }).waitFor()
    await page.end()
  })
}
