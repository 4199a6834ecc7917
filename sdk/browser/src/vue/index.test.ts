import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createApp, h } from 'vue'
import { createMemoryHistory, createRouter, RouterView } from 'vue-router'
import { errors, start, stop, viewNames } from '../frameworks/sdk.test-help.js'
import { soleraVue } from './index.js'

beforeEach(() => void vi.spyOn(console, 'warn').mockImplementation(() => {}))
afterEach(() => {
  stop()
  vi.restoreAllMocks()
})

it('tells of an error in a component with those above it, and leaves it to the handler that was there', () => {
  start()
  const Cart = { name: 'Cart', render: () => { throw new TypeError('no cart') } }
  const app = createApp({ name: 'Shop', render: () => h(Cart) })
  const before = vi.fn()
  app.config.errorHandler = before
  app.use(soleraVue)
  app.mount(document.createElement('div'))
  expect(before).toHaveBeenCalledOnce()
  expect(errors()).toMatchObject([
    { type: 'TypeError', message: 'no cart', source: 'custom', component_stack: '\n  at <Cart>\n  at <Shop>', context: { framework: 'vue' } },
  ])
})

it('says an error on the console that has no other handler', () => {
  start()
  const app = createApp({ render: () => { throw new TypeError('no cart') } })
  app.use(soleraVue)
  app.mount(document.createElement('div'))
  expect(console.warn).toHaveBeenCalledWith(expect.objectContaining({ message: 'no cart' }))
  expect(errors()).toHaveLength(1)
})

it('begins a view by the path of each route', async () => {
  start(true)
  const page = { render: () => h('p') }
  const router = createRouter({ history: createMemoryHistory(), routes: ['/', '/users/:id', '/about'].map((path) => ({ path, component: page })) })
  const app = createApp({ render: () => h(RouterView) })
  app.use(router).use(soleraVue, { router })
  for (const to of ['/', '/users/7', '/users/8?x=1', '/about']) await router.push(to)
  expect(viewNames()).toEqual(['/', '/users/:id', '/about'])
})
