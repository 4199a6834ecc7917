/**
 * For React Router 6 and 7: names views by the pattern of the route, such as `/users/:id`. Data routers are watched
 * (`trackRouter`); `Routes` and `useRoutes` replace the router's own where routes are elements or objects.
 */
import { createElement, type ReactElement, useEffect } from 'react'
import {
  createRoutesFromElements,
  matchRoutes,
  Routes as RouterRoutes,
  type RouteObject,
  type RoutesProps,
  useLocation,
  useRoutes as useRouterRoutes,
} from 'react-router'
import { nameView } from '../frameworks/rum.js'

interface Matched {
  route: { path?: string }
  params: Record<string, string | undefined>
}

/** What of a data router is needed. */
export interface DataRouter {
  state: { location: { pathname: string }; matches: Matched[] }
  subscribe(f: (state: DataRouter['state']) => void): () => void
}

/** Watches a router made by `createBrowserRouter` and its like; what it gives back stops that. */
export function trackRouter(router: DataRouter): () => void {
  let last: string | undefined
  const look = ({ location, matches }: DataRouter['state']): void => {
    if (location.pathname === last || !matches.length) return
    last = location.pathname
    nameView(patternOf(matches))
  }
  look(router.state)
  return router.subscribe(look)
}

/** The patterns of nested routes joined; of a splat at the end, what it stood for. */
export function patternOf(matches: Matched[]): string {
  let pattern = ''
  for (const { route, params } of matches) {
    const path = route.path?.replace(/\*$/, () => params['*'] || '')
    if (path) pattern = path.startsWith('/') ? path : `${pattern.replace(/\/$/, '')}/${path}`
  }
  return pattern.replace(/(.)\/$/, '$1') || '/'
}

/** Routes as objects. */
export function useRoutes(routes: RouteObject[], at?: Parameters<typeof useRouterRoutes>[1]): ReactElement | null {
  useNamedView(routes, at)
  return useRouterRoutes(routes, at)
}

/** Routes as elements. */
export function Routes(props: RoutesProps): ReactElement {
  useNamedView(createRoutesFromElements(props.children), props.location)
  return createElement(RouterRoutes, props)
}

function useNamedView(routes: RouteObject[], at?: Parameters<typeof useRouterRoutes>[1]): void {
  const current = useLocation()
  const location = at || current
  const matches = matchRoutes(routes, location)
  const name = matches && patternOf(matches as Matched[])
  const pathname = typeof location === 'string' ? location : location.pathname
  useEffect(() => {
    if (name) nameView(name)
  }, [name, pathname])
}
