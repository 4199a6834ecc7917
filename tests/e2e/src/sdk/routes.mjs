// Views of a page that changes its route itself, comes back from the browser's cache, or names its own.
import assert from 'node:assert/strict'
import { test } from 'node:test'

import { newVisit, started } from './visit.mjs'

export function routes(on) {
  test('History and hash: a view for each route, none for an anchor', () => spa(on))
  test('views that the page names itself', () => manual(on))
  test('back out of the browser’s cache is a view of its own', () => cached(on))
}

async function spa(on) {
  const visit = await newVisit(on)
  const page = await visit.open('<a id="part">part</a><p>spa</p>', '', '/shop?utm_source=news&utm_campaign=may')
  await page.evaluate(async () => {
    const settled = () => new Promise((resolve) => setTimeout(resolve, 150))
    await settled()
    history.pushState({}, '', 'orders/1234')
    await fetch('/api/orders')
    await settled()
    history.replaceState({}, '', '1234?tab=2')
    location.hash = 'part'
    await settled()
    location.hash = '#/settings/7'
    await settled()
    window.SOLERA_RUM.addAction('on the last route')
  })
  const views = (await visit.afterLeaving(page, 'view', 3)).sort((a, b) => a.date - b.date)
  const path = ({ view }) => view.url.replace(/^.*\/shop|^.*\/[0-9a-f-]{36}/, '')
  assert.deepEqual(views.map(({ view }) => view.loading_type), ['initial_load', 'route_change', 'route_change'], views.map(path).join(' '))
  assert.deepEqual(views.map(({ view }) => view.name.replace(/^.*?\/\?\/|^\/[^/]*\//, '')).slice(1, 2), ['orders/?'])
  assert.equal(views[0].view.utm_source, 'news')
  assert.equal(new Set(views.map(({ session }) => session.id)).size, 1)
  assert.ok(views[1].view.loading_time > 0)
  assert.equal(views[1].view.largest_contentful_paint, undefined, 'a route change has no LCP of its own')
  const resources = (await visit.arrived('resource')).filter((event) => event.view.id === views[1].view.id)
  assert.ok(resources.some(({ resource }) => resource.url.endsWith('/api/orders')))
  assert.equal(views[1].view.resource.count, resources.length)
  assert.equal(views[1].view.referrer, views[0].view.url)
  const [action] = await visit.arrived('action')
  assert.equal(action.view.id, views[2].view.id)
  await visit.end()
}

async function manual(on) {
  const visit = await newVisit(on)
  const page = await visit.open('<p>manual</p>', 'trackViewsManually: true')
  await page.evaluate(() => {
    window.SOLERA_RUM.addAction('before any view')
    window.SOLERA_RUM.startView({ name: 'first', service: 'till', version: '9.9', context: { lane: 1 } })
    history.pushState({}, '', '/elsewhere')
    window.SOLERA_RUM.startView('second')
    window.SOLERA_RUM.addAction('in the second')
  })
  const views = (await visit.afterLeaving(page, 'view', 2)).sort((a, b) => a.date - b.date)
  assert.deepEqual(views.map(({ view }) => view.name), ['first', 'second'])
  assert.deepEqual([views[0].service, views[0].version, views[0].context.lane], ['till', '9.9', 1])
  assert.equal(views[1].context?.lane, undefined)
  const actions = await visit.arrived('action', (events) => events.some(({ view }) => view.id === views[1].view.id))
  assert.ok(actions.some(({ view, action }) => view.name === 'second' && action.target.name === 'in the second'))
  await visit.end()
}

async function cached(on) {
  const visit = await newVisit(on)
  const page = await visit.open('<p>comes back</p>')
  await page.goto(visit.add('/other', '<p>the other page</p>'))
  await started(page)
  await page.goBack()
  await started(page)
  await page.waitForTimeout(100)
  const isBack = await page.evaluate(() => performance.getEntriesByType('navigation')[0].type)
  const views = (await visit.afterLeaving(page, 'view', 3)).sort((a, b) => a.date - b.date)
  assert.equal(views.length, 3)
  assert.equal(new Set(views.map(({ session }) => session.id)).size, 1, 'one session over both pages')
  // Where the browser kept the page, its navigation is the first one still.
  if (isBack === 'navigate') assert.equal(views[2].view.loading_type, 'bf_cache')
  await visit.end()
}
