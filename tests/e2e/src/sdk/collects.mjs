// What the SDK collects, value by value: on pages of a few lines, each for one thing.
import assert from 'node:assert/strict'
import { test } from 'node:test'

import { newVisit } from './visit.mjs'

/** Blocks the page's one thread. */
const BUSY = 'function busy(ms) { const end = performance.now() + ms; while (performance.now() < end); }'

export function collects(on) {
  test('what happens before the script is there is kept by the stub', () => early(on))
  test('a view has its vitals, their parts and what they are of', () => vitals(on))
  test('clicks: names, frustration, and what they cause', () => clicks(on))
  test('requests: status, failures, aborts, phases', () => requests(on))
  test('trace context, in each form of the option', () => tracing(on))
  test('errors: causes, several at once, what is no error', () => errors(on))
  test('a long frame names the script that blocked it', () => longFrame(on))
  test('contexts, user, account, flags, timings, operations', () => told(on))
  test('`beforeSend` edits and drops; query strings are scrubbed', () => edited(on))
}

async function early(on) {
  const visit = await newVisit(on)
  visit.expected = /thrown early/
  const body = `<script>
    SOLERA_RUM.addAction('early', { n: 1 })
    SOLERA_RUM.setUser({ id: 'u-early' })
    setTimeout(() => { throw new RangeError('thrown early') })
  </script>`
  // The script comes late: a second after the page.
  const page = await visit.page()
  await page.route(/\/sdk\/v1\//, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1000))
    await route.continue()
  })
  await page.goto(visit.add('/', body))
  await page.waitForFunction(() => window.SOLERA_RUM?.version !== undefined)
  const actions = await visit.afterLeaving(page, 'action')
  assert.deepEqual(actions.map(({ action }) => action.target.name), ['early'])
  assert.equal(actions[0].usr?.id, undefined, 'the user was set after the action')
  const [error] = await visit.arrived('error')
  assert.equal(error.error.message, 'thrown early')
  const [view] = await visit.arrived('view')
  assert.equal(view.usr.id, 'u-early')
  for (const { date } of [actions[0], error]) assert.ok(date - view.date < 900, `${date - view.date} ms after the view, before the script came`)
  await visit.end()
}

/** An image that is one: browsers take a picture of few bytes for a background, which is no LCP. */
function bitmap(width, height) {
  const head = Buffer.alloc(54)
  head.write('BM')
  head.writeUInt32LE(54 + width * height * 3, 2)
  head.writeUInt32LE(54, 10)
  head.writeUInt32LE(40, 14)
  head.writeInt32LE(width, 18)
  head.writeInt32LE(height, 22)
  head.writeUInt16LE(1, 26)
  head.writeUInt16LE(24, 28)
  return Buffer.concat([head, Buffer.alloc(width * height * 3, 'teal')])
}

async function vitals(on) {
  const visit = await newVisit(on)
  on.pages.add('/big.bmp', bitmap(600, 400), { 'content-type': 'image/bmp' })
  const page = await visit.open(
    `<script>${BUSY}</script>
     <button id="slow" onclick="busy(120)">Slow</button>
     <h1>Title</h1><img id="hero" src="/big.bmp" width="600" height="400" alt=""><div style="height:3000px">tall</div>`,
  )
  await page.waitForLoadState('load')
  await page.waitForFunction(() => new Promise((resolve) => new PerformanceObserver((list) => list.getEntries().some(({ element }) => element?.id === 'hero') && resolve(true)).observe({ type: 'largest-contentful-paint', buffered: true })))
  await page.evaluate(() => {
    const pushed = Object.assign(document.createElement('div'), { textContent: 'pushed', id: 'pushed' })
    pushed.style.height = '200px'
    document.querySelector('h1').before(pushed)
    return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50)))
  })
  await page.getByRole('button', { name: 'Slow' }).click()
  // Until the browser has told of the interaction.
  await page.waitForFunction(() => new Promise((resolve) => new PerformanceObserver((list) => list.getEntries().some(({ name, duration }) => name === 'click' && duration >= 100) && setTimeout(resolve, 50, true)).observe({ type: 'event', buffered: true, durationThreshold: 40 })))
  await page.mouse.wheel(0, 700)
  await page.waitForFunction(() => scrollY > 500)
  await page.waitForTimeout(200)
  const [view] = await visit.afterLeaving(page, 'view')
  const { performance, ...flat } = view.view
  assert.equal(performance.lcp.target_selector, '#hero')
  assert.match(performance.lcp.resource_url, /big\.bmp$/)
  const { load_delay, load_time, render_delay } = performance.lcp.sub_parts
  assert.ok(load_delay + load_time + render_delay <= performance.lcp.timestamp, JSON.stringify(performance.lcp))
  assert.equal(flat.largest_contentful_paint, performance.lcp.timestamp)
  assert.ok(performance.fcp.timestamp > 0 && performance.fcp.timestamp <= performance.lcp.timestamp)
  assert.equal(performance.inp.target_selector, '#slow')
  assert.ok(performance.inp.duration >= 120e6, `INP ${performance.inp.duration}`)
  assert.ok(performance.inp.sub_parts.processing_duration >= 100e6, JSON.stringify(performance.inp))
  assert.ok(performance.cls.score > 0, JSON.stringify(performance.cls))
  assert.ok(performance.cls.target_selector)
  for (const name of ['first_byte', 'dom_interactive', 'dom_content_loaded', 'dom_complete', 'load_event', 'loading_time']) {
    assert.ok(flat[name] > 0 && flat[name] < 20e9, `${name}: ${flat[name]}`)
  }
  assert.ok(view.display.scroll.max_depth >= 700 + view.display.viewport.height * 0.5, JSON.stringify(view.display))
  assert.ok(view._dd.page_states.length > 0)
  const { init_ns, main_thread_ns, bytes } = view._dd.sdk_cost
  assert.ok(init_ns > 0 && main_thread_ns > 0 && bytes >= 0, JSON.stringify(view._dd.sdk_cost))
  await visit.end()
}

async function clicks(on) {
  const visit = await newVisit(on)
  visit.expected = /broken on click/
  const page = await visit.open(`
    <button onclick="fetch('/api/cart')">Add to cart</button>
    <button aria-label="Close the box"></button>
    <button data-dd-action-name="By attribute">other</button>
    <button id="dead">Dead</button>
    <button onclick="throw new Error('broken on click')">Breaks</button>
    <button onclick="document.title = 'rage ' + Math.random(); document.body.append('.')">Rage</button>`)
  const click = (name) => page.getByRole('button', { name, exact: true }).click()
  const settle = () => page.waitForTimeout(350)
  await click('Add to cart')
  await settle()
  await click('Close the box')
  await settle()
  await click('other')
  await settle()
  await click('Dead')
  await settle()
  await click('Breaks')
  await settle()
  for (let times = 0; times < 4; times++) await click('Rage')
  await page.waitForTimeout(1200)
  const actions = await visit.afterLeaving(page, 'action')
  const byName = new Map(actions.map((event) => [event.action.target.name, event]))
  const cart = byName.get('Add to cart')
  assert.equal(cart.action.type, 'click')
  assert.equal(cart.action.resource.count, 1)
  assert.ok(cart.action.loading_time > 0)
  const [resource] = (await visit.arrived('resource')).filter(({ resource }) => resource.url.includes('/api/cart'))
  assert.deepEqual([resource.action?.id].flat(), [cart.action.id], 'the request knows the click')
  assert.ok(byName.has('Close the box') && byName.has('By attribute'), [...byName.keys()].join(', '))
  assert.deepEqual(byName.get('Dead').action.frustration.type, ['dead_click'])
  assert.deepEqual(byName.get('Breaks').action.frustration.type.includes('error_click'), true)
  assert.equal(byName.get('Breaks').action.error.count, 1)
  assert.deepEqual(byName.get('Rage').action.frustration.type, ['rage_click'])
  assert.equal(actions.filter(({ action }) => action.target.name === 'Rage').length, 1, 'a rage click is one action')
  assert.equal(byName.get('Dead')._dd.action.target.selector, '#dead')
  const [view] = await visit.arrived('view')
  assert.equal(view.view.action.count, actions.length)
  assert.equal(view.view.frustration.count, actions.flatMap(({ action }) => action.frustration.type).length)
  await visit.end()
}

async function requests(on) {
  const visit = await newVisit(on)
  visit.expected = /ERR_|Failed to load|500/
  const page = await visit.open('<p>requests</p>')
  await page.evaluate(async () => {
    await fetch('/api/ok', { method: 'POST', body: 'x' })
    await fetch('/api/broken?status=500')
    await fetch('http://127.0.0.1:1/nobody').catch(() => {})
    const controller = new AbortController()
    const aborted = fetch('/api/slow', { signal: controller.signal }).catch(() => {})
    controller.abort()
    await aborted
    await new Promise((resolve) => {
      const request = new XMLHttpRequest()
      request.open('DELETE', '/api/xhr')
      request.onloadend = resolve
      request.send()
    })
  })
  await page.waitForTimeout(300)
  const resources = await visit.afterLeaving(page, 'resource')
  const of = (part) => resources.filter(({ resource }) => resource.url.includes(part))
  const [ok] = of('/api/ok')
  assert.deepEqual([ok.resource.type, ok.resource.method, ok.resource.status_code], ['fetch', 'POST', 200])
  assert.ok(ok.resource.duration > 0 && ok.resource.first_byte.duration >= 0 && ok.resource.download.start >= 0, JSON.stringify(ok.resource))
  assert.equal(ok.resource.size, 13)
  assert.match(ok.resource.protocol, /^http/)
  assert.equal(of('/api/broken')[0].resource.status_code, 500)
  assert.equal(of('nobody')[0].resource.status_code ?? 0, 0)
  assert.equal(of('/api/slow').length, 1, 'an aborted request is a resource too')
  const [xhr] = of('/api/xhr')
  assert.deepEqual([xhr.resource.type, xhr.resource.method, xhr.resource.status_code], ['xhr', 'DELETE', 200])
  assert.equal(resources.filter(({ resource }) => resource.type === 'document').length, 1)
  assert.ok(of('/sdk/v1/').length >= 1, 'its own script is a resource as any other')
  assert.equal(of('/api/v2/rum').length, 0, 'its own requests are none')
  await visit.end()
}

async function tracing(on) {
  const visit = await newVisit(on)
  const { address } = on.pages
  const more = `allowedTracingUrls: [
    { match: '${address}/api/w3c', propagatorTypes: ['tracecontext'] },
    { match: /api\\/b3$/, propagatorTypes: ['b3'] },
    { match: (url) => url.endsWith('/api/multi'), propagatorTypes: ['b3multi'] },
    { match: '${address}/api/dd', propagatorTypes: ['datadog'] },
    '${address}/api/plain' ]`
  const page = await visit.open('<p>traces</p>', more)
  const paths = ['w3c', 'b3', 'multi', 'dd', 'plain', 'none']
  await page.evaluate(async (paths) => {
    for (const path of paths) await fetch(`/api/${path}`)
    await fetch(new Request('/api/w3c', { headers: { 'x-own': '1' } }))
  }, paths)
  // The browser tells of a request a little after it has ended.
  await page.waitForTimeout(200)
  const resources = await visit.afterLeaving(page, 'resource')
  const asked = (path) => on.pages.asked.findLast((one) => one.path === `/api/${path}`).headers
  const idOf = (path) => resources.find(({ resource }) => resource.url.endsWith(`/api/${path}`))._dd.trace_id
  assert.match(asked('w3c').traceparent, /^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/)
  assert.equal(asked('w3c')['x-own'], '1', 'a header of the request stays')
  const ofW3c = resources.filter(({ resource }) => resource.url.endsWith('/api/w3c')).map(({ _dd }) => _dd.trace_id)
  assert.ok(ofW3c.some((id) => id && asked('w3c').traceparent.includes(id)), `${asked('w3c').traceparent} is of one of ${ofW3c}`)
  assert.match(asked('b3').b3, /^[0-9a-f]{16,32}-[0-9a-f]{16}-1$/)
  assert.match(asked('multi')['x-b3-traceid'], /^[0-9a-f]{16,32}$/)
  assert.match(asked('dd')['x-datadog-trace-id'], /^\d+$/)
  assert.match(asked('plain').traceparent, /^00-/)
  assert.equal(asked('none').traceparent, undefined)
  assert.equal(idOf('none'), undefined)
  await visit.end()
}

async function errors(on) {
  const visit = await newVisit(on)
  visit.expected = /./
  on.pages.add('/errs.js', `window.errs = ${async () => {
    const later = (make) => new Promise((resolve) => setTimeout(() => { setTimeout(resolve, 20); make() }))
    window.SOLERA_RUM.addError(new Error('outer', { cause: new TypeError('inner', { cause: 'innermost' }) }), { step: 1 })
    window.SOLERA_RUM.addError(new AggregateError([new Error('one'), new RangeError('two')], 'several'))
    await later(() => { throw 'a text' })
    await later(() => { throw { code: 7 } })
    await later(() => { Promise.reject(new SyntaxError('rejected')) })
    console.error('printed', new Error('beside'))
    await later(() => { throw Object.assign(new Error('marked'), { dd_fingerprint: 'my-group', dd_context: { at: 'till' } }) })
  }}`)
  const page = await visit.open('<p>errors</p><script src="/errs.js"></script>')
  await page.evaluate(() => window.errs())
  await page.waitForTimeout(100)
  const errors = (await visit.afterLeaving(page, 'error')).map(({ error, context }) => ({ ...error, context }))
  const of = (part) => errors.find(({ message }) => message.includes(part))
  assert.deepEqual(of('outer').causes.map(({ message, type }) => [message.replace(/^"|"$/g, ''), type]).slice(0, 1), [['inner', 'TypeError']])
  assert.deepEqual([of('outer').source, of('outer').handling, of('outer').context.step], ['custom', 'handled', 1])
  assert.match(of('outer').stack, /^Error: outer\n {2}at .+ @ .+:\d+:\d+/)
  assert.ok(of('outer').handling_stack)
  assert.equal(of('several').type, 'AggregateError')
  assert.match(of('a text').message, /Uncaught/)
  assert.equal(of('a text').handling, 'unhandled')
  assert.match(of('code').message, /7/)
  assert.deepEqual([of('rejected').type, of('rejected').source], ['SyntaxError', 'source'])
  assert.equal(of('printed').source, 'console')
  assert.deepEqual([of('marked').fingerprint, of('marked').context.at], ['my-group', 'till'])
  assert.equal(errors.length, 7, errors.map(({ message }) => message).join('; '))
  await visit.end()
}

async function longFrame(on) {
  const visit = await newVisit(on)
  on.pages.add('/blocks.js', `${BUSY}\nsetTimeout(function blockIt() { busy(160) }, 200)`)
  const page = await visit.open('<p>long</p><script src="/blocks.js"></script>')
  await page.waitForTimeout(600)
  const tasks = await visit.afterLeaving(page, 'long_task')
  const isOurs = ({ source_url, duration }) => source_url.endsWith('/blocks.js') && duration >= 150e6
  const task = tasks.find(({ long_task }) => long_task.scripts?.some(isOurs))?.long_task
  assert.ok(task, JSON.stringify(tasks.map(({ long_task }) => long_task)))
  assert.equal(task.entry_type, 'long-animation-frame')
  assert.ok(task.duration >= 150e6 && task.blocking_duration > 0, JSON.stringify(task))
  await visit.end()
}

async function told(on) {
  const visit = await newVisit(on)
  const page = await visit.open('<p>told</p>')
  await page.evaluate(async () => {
    const rum = window.SOLERA_RUM
    rum.setUser({ id: 'u-1', name: 'Ada', email: 'ada@example.com', plan: 'gold' })
    rum.setUserProperty('seats', 3)
    rum.setAccount({ id: 'a-1', name: 'Acme' })
    rum.setGlobalContext({ cart: { total: 12.5 } })
    rum.setGlobalContextProperty('till', 7)
    rum.setViewContext({ step: 'pay' })
    rum.addFeatureFlagEvaluation('new_cart', true)
    rum.addAction('paid', { amount: 10.5 })
    rum.addTiming('shown')
    rum.addDurationVital('checkout', { startTime: Date.now() - 120, duration: 120, description: 'a duration' })
    const reference = rum.startDurationVital('search')
    rum.stopDurationVital(reference)
    rum.startOperation('pay', { operationKey: 'k1' })
    rum.succeedOperation('pay', { operationKey: 'k1' })
    rum.startOperation('login')
    rum.failOperation('login', 'abandoned')
    rum.setViewName('Told')
  })
  const [view] = await visit.afterLeaving(page, 'view')
  assert.deepEqual(view.usr, { ...view.usr, id: 'u-1', name: 'Ada', email: 'ada@example.com', plan: 'gold', seats: 3 })
  assert.ok(view.usr.anonymous_id)
  assert.deepEqual(view.account, { id: 'a-1', name: 'Acme' })
  assert.deepEqual(view.feature_flags, { new_cart: true })
  assert.ok(view.view.custom_timings.shown > 0)
  assert.equal(view.view.name, 'Told')
  const [action] = await visit.arrived('action')
  assert.deepEqual(action.context, { cart: { total: 12.5 }, till: 7, step: 'pay', amount: 10.5 })
  const vitals = await visit.arrived('vital', (events) => events.length === 6)
  const steps = vitals.map(({ vital }) => [vital.type, vital.name, vital.step_type, vital.failure_reason].filter(Boolean).join(' '))
  assert.deepEqual(steps.sort(), [
    'duration checkout',
    'duration search',
    'operation_step login end abandoned',
    'operation_step login start',
    'operation_step pay end',
    'operation_step pay start',
  ])
  assert.equal(vitals.find(({ vital }) => vital.name === 'checkout').vital.duration, 120e6)
  await visit.end()
}

async function edited(on) {
  const visit = await newVisit(on)
  const more = `scrubQuery: ['token', 'email'], beforeSend(event, context) {
    if (event.type === 'action' && event.action.target.name === 'secret') return false
    if (event.type === 'action') { event.action.target.name = 'renamed'; event.context.added = typeof context; event.session.id = 'stolen' }
    if (event.type === 'view') { event.view.url = event.view.url.replace('told', 'kept'); return false }
  }`
  const page = await visit.open('<p>edited</p>', more, '/told?token=s3cret&page=2')
  await page.evaluate(async () => {
    window.SOLERA_RUM.addAction('secret')
    window.SOLERA_RUM.addAction('plain')
    await fetch('/api/list?email=ada@example.com&page=3')
  })
  await page.waitForTimeout(200)
  const [view] = await visit.afterLeaving(page, 'view')
  assert.match(view.view.url, /\/kept\?token=[^&]*&page=2$/, 'a view cannot be dropped, its URL can be edited')
  assert.doesNotMatch(JSON.stringify(view), /s3cret/)
  const actions = await visit.arrived('action')
  assert.deepEqual(actions.map(({ action }) => action.target.name), ['renamed'])
  assert.equal(actions[0].context.added, 'object')
  assert.equal(actions[0].session.id, view.session.id, 'what identifies an event cannot be edited')
  const resources = await visit.arrived('resource')
  assert.ok(!JSON.stringify(resources).includes('ada@example.com'))
  assert.ok(resources.some(({ resource }) => resource.url.endsWith('&page=3')))
  await visit.end()
}
