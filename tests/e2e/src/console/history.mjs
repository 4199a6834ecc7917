// A session in order, a view's waterfall, and the ways between them.
import assert from 'node:assert/strict'
import { test } from 'node:test'

import { settled } from './desk.mjs'

export function history(on) {
  test('from an error to what led to it, to its view, its session, and the person', async () => {
    const page = await on.desk.page()
    const [error] = await on.desk.events({ event: 'error', filter: 'view.id:*', limit: 1 })
    await page.visit(`/a/${on.desk.applicationId}/sessions/${error.session.id}?range=7d`)
    await settled(page)
    const { events } = await on.desk.get(`/api/v1/sessions/${error.session.id}?application_id=${on.desk.applicationId}`)
    const errors = events.filter((event) => event.type === 'error').length
    assert.ok(errors > 0)
    await page.getByRole('button', { name: new RegExp(`Errors.*${errors}`) }).waitFor()
    await page.visit(`/a/${on.desk.applicationId}/sessions/${error.session.id}?range=7d&panel=${error.error.id}`)
    await page.getByRole('link', { name: 'Its view' }).click()
    await page.waitForURL(new RegExp(`/views/${error.view.id}`))
    await settled(page)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.end()
  })

  test('an id that nothing has is said so, with what to do', async () => {
    const page = await on.desk.page()
    page.expected(/status of 404/)
    await page.visit(`/a/${on.desk.applicationId}/sessions/00000000-0000-4000-8000-000000000000?range=7d`)
    await page.getByText(/There is no session/).waitFor()
    await page.end()
  })
}
