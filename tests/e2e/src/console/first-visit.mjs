// From the link that the server prints to one's own page in the console.
import assert from 'node:assert/strict'
import { test } from 'node:test'

import { startPages } from '../sdk/pages.mjs'
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
    assert.ok(snippet.includes(`endpoint: '${on.desk.solera.address}'`), snippet)
    const code = await page.getByRole('region', { name: 'Code', exact: true }).innerText()
    await page.getByText('Waiting for your first event').waitFor()

    await visitWith(on.desk.browser, code)
    await page.getByText('Your first event is here').waitFor()
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

/** A visit to a page with the code in its head, as it was copied. The SDK sends what it holds when the page is left. */
async function visitWith(browser, code) {
  const pages = await startPages()
  const address = pages.add('/', `<!doctype html><html lang="en"><head><title>My shop</title>${code}</head><body>Hello</body></html>`)
  const context = await browser.newContext()
  const visitor = await context.newPage()
  await visitor.goto(address)
  await visitor.waitForFunction(() => window.SOLERA_RUM?.version)
  await visitor.goto(`${pages.address}/away`)
  await context.close()
  pages.stop()
}
