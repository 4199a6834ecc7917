/**
 * Begins and ends views: with the page, with its address, with the session, when the page comes back, and when
 * the application says so. Starts last, so that all others hear of the first.
 */
import type { Fields, Hub, ViewRef } from '../hub.js'
import { isOtherView, nameOf, watchLocation } from './location.js'
import { activationStart } from './navigation.js'
import type { Sessions } from './session.js'
import { copy, uuid } from './values.js'
import { answerViews, type ViewOptions } from './view-calls.js'
import type { ViewHistory } from './view-history.js'
import { tellViews } from './view-updates.js'

/** A view is told that often at least. */
const KEEP_ALIVE = 300_000

export function startViews(hub: Hub, views: ViewHistory, sessions: Sessions): void {
  const updates = tellViews(hub)
  const { update } = updates
  const manual = hub.options.trackViewsManually
  const origin = activationStart()

  const begin = (loadingType: ViewRef['loadingType'], startTime: number, given?: ViewOptions): void => {
    const session = sessions.current()
    if (!session) return
    const view = makeView(session, loadingType, startTime, views.latest()?.url ?? document.referrer, given)
    views.add(view)
    hub.tell('view', view)
    // At once, so that no batch goes without the view that its events belong to.
    update(view)
  }
  const end = (time = hub.now()): void => {
    const view = views.open()
    if (!view) return
    view.endTime = Math.max(time, view.startTime)
    hub.tell('viewEnd', view)
    update(view)
  }
  const tellOpen = (): void => {
    const view = views.open()
    if (view) update(view)
  }
  const begins = (): void => {
    if (!manual) begin('initial_load', origin)
  }

  hub.on('session', () => {
    const before = views.latest()
    if (before) begin('session_renewal', hub.now(), { ...before, url: undefined })
    else begins()
  })
  hub.on('sessionEnd', () => {
    const view = views.open()
    if (view) view.sessionEnded = true
    end()
  })
  hub.on('exit', (reason) => (reason === 'unload' ? end() : tellOpen()))
  watchLocation(hub, (before, after) => {
    const view = views.open()
    if (!manual && isOtherView(before, after)) {
      end()
      begin('route_change', hub.now())
    } else if (view) {
      view.url = after.href
    }
  })
  hub.listen(window, ['pageshow'], (event) => {
    if (!(event as PageTransitionEvent).persisted) return
    end()
    begin('bf_cache', event.timeStamp)
  })
  const keepAlive = setInterval(hub.guard(tellOpen), KEEP_ALIVE)
  hub.onStop(() => clearInterval(keepAlive))
  answerViews(hub, views, updates, (time, given) => {
    const isFirst = !views.latest()
    end(time)
    begin(isFirst ? 'initial_load' : 'route_change', isFirst ? origin : time, given)
  })
  begins()
}

/** A view as it begins. */
function makeView(session: ViewRef['session'], loadingType: ViewRef['loadingType'], startTime: number, referrer: string, given: ViewOptions = {}): ViewRef {
  const url = new URL(given.url || location.href, location.href)
  return {
    id: uuid(),
    loadingType,
    startTime,
    name: given.name || nameOf(url),
    url: url.href,
    referrer,
    service: given.service,
    version: given.version,
    context: (copy(given.context) as Fields) || {},
    added: {},
    session,
    told: 0,
    counts: { action: 0, error: 0, long_task: 0, resource: 0, frustration: 0 },
  }
}
