import { createMemoryHistory, createRootRoute, createRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, expect, it, vi } from 'vitest'
import { start, stop, viewNames } from '../frameworks/sdk.test-help.js'
import { trackRouter } from './tanstack-router.js'

afterEach(stop)

it('begins a view by the path of each route', async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  vi.stubGlobal('scrollTo', () => {})
  start(true)
  const rootRoute = createRootRoute()
  const paths = ['/', '/users/$id', '/about']
  const routeTree = rootRoute.addChildren(paths.map((path) => createRoute({ getParentRoute: () => rootRoute, path, component: () => <p>{path}</p> })))
  const router = createRouter({ routeTree, history: createMemoryHistory({ initialEntries: ['/'] }) })
  const root = createRoot(document.body.appendChild(document.createElement('div')))
  trackRouter(router)
  await act(async () => root.render(<RouterProvider router={router} />))
  for (const id of ['7', '8']) await act(() => router.navigate({ to: '/users/$id', params: { id } }))
  await act(() => router.navigate({ to: '/about' }))
  expect(viewNames()).toEqual(['/', '/users/$id', '/about'])
  act(() => root.unmount())
})
