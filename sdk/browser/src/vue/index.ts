/** For Vue 3: a plugin that tells of errors in components, and names views by the route of Vue Router. */
import { nameView, tellError } from '../frameworks/rum.js'

type ErrorHandler = (error: unknown, instance: Instance | null, info: string) => void

interface Instance {
  $?: { type: { name?: string; __name?: string }; parent: Instance['$'] | null }
}

/** What of an application is needed: `createApp` gives it. */
interface App {
  config: { errorHandler?: unknown }
}

/** What of a router is needed: `createRouter` gives it. */
export interface VueRouter {
  afterEach(f: (to: Route, from: Route, failure?: unknown) => void): () => void
}

interface Route {
  path: string
  matched: { path: string }[]
}

/** `app.use(soleraVue, { router })`; without a router, views keep the names of their addresses. */
export const soleraVue = {
  install(app: App, options: { router?: VueRouter } = {}): void {
    const before = app.config.errorHandler as ErrorHandler | undefined
    app.config.errorHandler = ((error, instance, info) => {
      addVueError(error, instance, info)
      // A handler keeps errors from the console. As `console.error` it would be told twice.
      if (before) before(error, instance, info)
      else console.warn(error)
    }) satisfies ErrorHandler
    if (options.router) trackRouter(options.router)
  },
}

/** Tells of an error with the components it came through: for an error handler of one's own. */
export function addVueError(error: unknown, instance: Instance | null, info: string): void {
  const names: string[] = []
  for (let at = instance?.$; at; at = at.parent || undefined) names.push(at.type.name || at.type.__name || 'Anonymous')
  const componentStack = names.map((name) => `\n  at <${name}>`).join('') || undefined
  tellError(error, { framework: 'vue', vue: { info } }, { what: 'vue error', componentStack })
}

/** Watches a router; what it gives back stops that. */
export function trackRouter(router: VueRouter): () => void {
  let last: string | undefined
  return router.afterEach((to, _, failure) => {
    if (failure || to.path === last) return
    last = to.path
    nameView(to.matched[to.matched.length - 1]?.path || to.path)
  })
}
