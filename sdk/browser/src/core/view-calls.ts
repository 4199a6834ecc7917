/** What the application may say of views: begin them by hand, name them, give them a context. */
import type { Fields, Hub, ViewRef } from '../hub.js'
import { copy, isObject } from './values.js'
import type { ViewHistory } from './view-history.js'
import type { ViewUpdates } from './view-updates.js'

/** What `startView` takes. */
export interface ViewOptions {
  name?: string
  service?: string
  version?: string
  url?: string
  context?: Fields
}

/** `next` ends the open view and begins another, at that time. */
export function answerViews(hub: Hub, views: ViewHistory, { update, change }: ViewUpdates, next: (time: number, given?: ViewOptions) => void): void {
  const setContext = (given: (view: ViewRef) => unknown): void => {
    const view = views.open()
    const context = view && given(view)
    if (!isObject(context)) return
    view!.context = copy(context) as Fields
    change(view)
  }
  hub.provide({
    startView: ({ time }, given?: string | ViewOptions) => next(time, typeof given === 'string' ? { name: given } : given),
    setViewName(_, name: string) {
      const view = views.open()
      if (!view) return
      view.name = name
      update(view)
    },
    setViewContext: (_, context: unknown) => setContext(() => context),
    setViewContextProperty: (_, key: string, value: unknown) => setContext(({ context }) => ({ ...context, [key]: value })),
    getViewContext: () => copy(views.open()?.context) || {},
  })
}
