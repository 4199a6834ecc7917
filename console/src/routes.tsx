/**
 * Every page and its URL, on one screen. A page's search parameters are its state: each has a
 * schema, and what cannot be read is left out rather than refused. Pages are loaded when opened.
 */
import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'

import { ApiError } from './api/client'
import { applications, me } from './api/queries'
import { keepSignedIn } from './lib/signed-in'
import { pages } from './pages'
import { ApplicationGate } from './shell/ApplicationGate'
import { lastOf } from './shell/last-application'
import { NotFound } from './shell/NotFound'
import { PageFailed } from './shell/PageFailed'
import { Shell } from './shell/Shell'
import { PageSkeleton, type PageShape } from './ui/PageSkeleton'
import { explorerSearch, firstSetupSearch, historySearch, loginSearch, overviewSearch, setupSearch, timeSearch } from './search-params'

/** What is shown of a page until its code is there. */
const shaped = (shape: PageShape) => () => <PageSkeleton shape={shape} />

type Context = { queries: QueryClient }

const root = createRootRouteWithContext<Context>()({ notFoundComponent: NotFound, errorComponent: PageFailed })

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: loginSearch,
  component: lazyRouteComponent(() => import('./pages/login/Login'), 'Login'),
})

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  validateSearch: firstSetupSearch,
  component: lazyRouteComponent(() => import('./pages/login/Setup'), 'Setup'),
})

/** Everything behind the login; without one, to the login and back here after it. */
const known = createRoute({
  getParentRoute: () => root,
  id: 'known',
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queries.ensureQueryData(me())
      keepSignedIn(true)
    } catch (error) {
      if (!(error instanceof ApiError && error.status === 401)) throw error
      throw redirect({ to: '/login', search: { back: location.href } })
    }
  },
  component: Shell,
})

const home = createRoute({
  getParentRoute: () => known,
  path: '/',
  beforeLoad: async ({ context }) => {
    const all = await context.queries.ensureQueryData(applications())
    const last = lastOf(all)
    if (!last) throw redirect({ to: '/applications' })
    throw redirect({ to: '/a/$applicationId/overview', params: { applicationId: last.application_id } })
  },
})

const applicationList = createRoute({
  getParentRoute: () => known,
  path: '/applications',
  component: lazyRouteComponent(() => import('./pages/applications/Applications'), 'Applications'),
  pendingComponent: shaped('form'),
})

const createApplication = createRoute({
  getParentRoute: () => known,
  path: '/applications/new',
  component: lazyRouteComponent(() => import('./pages/applications/CreateApplication'), 'CreateApplication'),
  pendingComponent: shaped('form'),
})

const people = createRoute({
  getParentRoute: () => known,
  path: '/people',
  component: lazyRouteComponent(() => import('./pages/people/People'), 'People'),
  pendingComponent: shaped('form'),
})

const components = createRoute({
  getParentRoute: () => known,
  path: '/components',
  component: lazyRouteComponent(() => import('./pages/components/Components'), 'Components'),
  pendingComponent: shaped('tiles'),
})

const application = createRoute({ getParentRoute: () => known, path: '/a/$applicationId', validateSearch: timeSearch, component: ApplicationGate })

const overview = createRoute({
  getParentRoute: () => application,
  path: '/overview',
  validateSearch: overviewSearch,
  component: lazyRouteComponent(pages.overview, 'Overview'),
  pendingComponent: shaped('tiles'),
})

const explorer = createRoute({
  getParentRoute: () => application,
  path: '/explorer',
  validateSearch: explorerSearch,
  component: lazyRouteComponent(pages.explorer, 'Explorer'),
  pendingComponent: shaped('list'),
})

const session = createRoute({
  getParentRoute: () => application,
  path: '/sessions/$sessionId',
  validateSearch: historySearch,
  component: lazyRouteComponent(() => import('./pages/history/SessionPage'), 'SessionPage'),
  pendingComponent: shaped('list'),
})

const view = createRoute({
  getParentRoute: () => application,
  path: '/views/$viewId',
  validateSearch: historySearch,
  component: lazyRouteComponent(() => import('./pages/history/ViewPage'), 'ViewPage'),
  pendingComponent: shaped('list'),
})

const intake = createRoute({
  getParentRoute: () => application,
  path: '/intake',
  component: lazyRouteComponent(() => import('./pages/intake/Intake'), 'Intake'),
  pendingComponent: shaped('tiles'),
})

const sending = createRoute({
  getParentRoute: () => application,
  path: '/setup',
  validateSearch: setupSearch,
  component: lazyRouteComponent(() => import('./pages/applications/ApplicationSetup'), 'ApplicationSetup'),
  pendingComponent: shaped('form'),
})

const settings = createRoute({
  getParentRoute: () => application,
  path: '/settings',
  validateSearch: setupSearch,
  component: lazyRouteComponent(() => import('./pages/applications/ApplicationSettings'), 'ApplicationSettings'),
  pendingComponent: shaped('form'),
})

const tree = root.addChildren([
  login,
  setup,
  known.addChildren([
    home,
    applicationList,
    createApplication,
    people,
    components,
    application.addChildren([overview, explorer, session, view, intake, sending, settings]),
  ]),
])

export function createAppRouter(queries: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { queries },
    defaultPreload: 'intent',
    defaultPendingMs: 150,
    // A page that has come is shown: the skeleton does not stay for its own sake.
    defaultPendingMinMs: 0,
    defaultErrorComponent: PageFailed,
    defaultNotFoundComponent: NotFound,
    scrollRestoration: true,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}
