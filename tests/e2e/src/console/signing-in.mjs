// Signing in and out, and sessions that end while a page is open.
import assert from 'node:assert/strict'
import { test } from 'node:test'

import { PERSON, settled } from './desk.mjs'

/** What the browser itself prints of an answer that says who is not logged in. */
const UNAUTHORIZED = /status of 401/

export function signingIn(on) {
  test('a wrong password is said in a sentence, the right one leads back to where one wanted to go', async () => {
    const page = await on.desk.page({ storageState: undefined })
    page.expected(UNAUTHORIZED)
    await page.visit('/people')
    await page.getByLabel('E-mail').fill(PERSON.email)
    await page.getByLabel(/^Password/).fill('not the password')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('The e-mail address or the password is wrong.').waitFor()
    await page.getByLabel(/^Password/).fill(PERSON.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('heading', { level: 1, name: 'People and API tokens' }).waitFor()
    assert.equal(new URL(page.url()).pathname, '/people')
    await page.end()
  })

  test('a session that ends leads to signing in, and back to the same question', async () => {
    const page = await on.desk.page({ storageState: undefined })
    page.expected(UNAUTHORIZED)
    await page.visit('/login')
    await signIn(page)
    await page.waitForURL((url) => url.pathname !== '/login')
    await page.visit('/applications')
    await settled(page)
    await page.context().clearCookies()
    // The page may find out by itself, for it asks how the applications are; else by the next click.
    const over = page.getByText('Your session is over')
    const people = page.getByRole('link', { name: 'People and API tokens' }).first()
    await people.click({ timeout: 2_000 }).catch(() => over.waitFor())
    await over.waitFor()
    await signIn(page)
    await page.waitForURL(/\/(applications|people)$/)
    await page.getByRole('button', { name: 'Account' }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'Sign in to Solera' }).waitFor()
    await page.visit('/applications')
    await page.getByRole('heading', { name: 'Sign in to Solera' }).waitFor()
    await page.end()
  })
}

async function signIn(page) {
  await page.getByLabel('E-mail').fill(PERSON.email)
  await page.getByLabel(/^Password/).fill(PERSON.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}
