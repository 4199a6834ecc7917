// What came, and what was dropped and why.
import assert from 'node:assert/strict'
import { test } from 'node:test'

import { settled } from './desk.mjs'

export function intake(on) {
  test('a line that cannot be read shows up as dropped, with its reason and a sample', async () => {
    const { client_token } = await on.desk.application()
    const response = await fetch(`${on.desk.solera.address}/api/v2/rum?ddsource=browser&dd-api-key=${client_token}`, {
      method: 'POST',
      body: '{"type":"view", this is <b>no</b> JSON}\n',
    })
    assert.equal(response.status, 202)
    await on.desk.until('the drop is counted', async () => {
      const { outcomes } = await on.desk.get(`/api/v1/intake?application_id=${on.desk.applicationId}`)
      return outcomes.some(({ outcome }) => outcome === 'dropped')
    })
    const page = await on.desk.page()
    await page.visit(`/a/${on.desk.applicationId}/intake?range=24h`)
    await settled(page)
    await page.locator('summary').first().click()
    await page.getByText('this is <b>no</b> JSON').first().waitFor()
    await page.end()
  })
}
