import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { createMemoryRouter, Link, MemoryRouter, Outlet, Route, RouterProvider } from 'react-router'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { start, stop, viewNames } from '../frameworks/sdk.test-help.js'
import { patternOf, Routes, trackRouter } from './react-router.js'

let root: Root

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  root = createRoot(document.body.appendChild(document.createElement('div')))
})
afterEach(() => {
  act(() => root.unmount())
  stop()
})

it('begins a view by the pattern of each route of a data router', async () => {
  start(true)
  const routes = [{ path: '/', element: <Outlet />, children: [{ index: true }, { path: 'users/:id', element: <p>user</p> }, { path: 'files/*' }] }]
  const router = createMemoryRouter(routes)
  const stopTracking = trackRouter(router)
  act(() => root.render(<RouterProvider router={router} />))
  for (const to of ['/users/7', '/users/7?tab=2', '/users/8', '/files/a/b.txt']) await act(() => router.navigate(to))
  stopTracking()
  await act(() => router.navigate('/'))
  expect(viewNames()).toEqual(['/', '/users/:id', '/files/a/b.txt'])
})

it('names views of routes that are elements', () => {
  start(true)
  act(() =>
    root.render(
      <MemoryRouter>
        <Link to="/shop/3">shop</Link>
        <Routes>
          <Route path="/" element={<p>home</p>} />
          <Route path="shop" element={<Outlet />}>
            <Route path=":thing" element={<p>thing</p>} />
          </Route>
        </Routes>
      </MemoryRouter>,
    ),
  )
  act(() => document.querySelector('a')!.click())
  expect(document.body.textContent).toContain('thing')
  expect(viewNames()).toEqual(['/', '/shop/:thing'])
})

it('joins patterns', () => {
  const of = (...paths: (string | undefined)[]): string => patternOf(paths.map((path) => ({ route: { path }, params: { '*': 'x/y' } })))
  expect([of(), of('/'), of('/', undefined, 'a/'), of('/a', '/a/b'), of('/', '*')]).toEqual(['/', '/', '/a', '/a/b', '/x/y'])
})
