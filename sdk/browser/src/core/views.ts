/**
 * Begins and ends views, counts what belongs to them, and tells their state as it changes: at most every
 * 3 s, every 5 min at least, and when they end. Other collectors add to a view's event by `hub.enrich`.
 */
import type { Assembled, Call, Fields, Hub, Stop, ViewRef } from '../hub.js'
import { isOtherView, nameOf, watchLocation } from './location.js'
import { activationStart } from './navigation.js'
import type { Sessions } from './session.js'
import { device, timeZone } from './surroundings.js'
import { copy, isObject, ns, throttle, uuid } from './values.js'
import type { ViewHistory } from './view-history.js'

const UPDATE_STEP = 3_000
const KEEP_ALIVE = 300_000
/** When a page has done its first work, and may be asked what is dear to find out. */
const ZONE_AFTER = 1_000
/** What still comes of a view after its end is counted for so long. */
const LATE = 300_000

type LoadingType = ViewRef['loadingType']

/** What `startView` takes. */
export interface ViewOptions {
  name?: string
  service?: string
  version?: string
  url?: string
  context?: Fields
}

interface Open {
  ref: ViewRef
  version: number
  changed: boolean
  sessionEnded?: boolean
  counts: Record<'action' | 'error' | 'long_task' | 'resource' | 'frustration', number>
}

function eventOf({ ref, version, sessionEnded, counts }: Open, hub: Hub, where: Fields): Fields {
  const { session } = ref
  const end = ref.endTime ?? hub.now()
  const view: Fields = {
    id: ref.id,
    loading_type: ref.loadingType,
    is_active: ref.endTime === undefined,
    time_spent: ns(Math.max(end - ref.startTime, 0)),
  }
  for (const [what, count] of Object.entries(counts)) view[what] = { count }
  return {
    view,
    session: {
      is_active: sessionEnded ? false : undefined,
      sampled_for_replay: session.replay,
      sampled_for_error: session.onError || undefined,
    },
    device: where,
    privacy: { replay_level: hub.options.defaultPrivacyLevel },
    _dd: {
      document_version: version,
      configuration: { start_session_replay_recording_manually: hub.options.startSessionReplayRecordingManually },
    },
  }
}

/** Starts with the page's first view, if there is a session to track; starts last, so that all others hear of it. */
export function startViews(hub: Hub, history: ViewHistory, sessions: Sessions): Stop {
  const open = new Map<string, Open>()
  let current: Open | undefined
  let lastUrl = document.referrer
  const manual = hub.options.trackViewsManually
  const origin = activationStart()
  const where = device()

  const update = (view: Open): void => {
    view.changed = false
    view.version++
    const { startTime } = view.ref
    hub.emit({ type: 'view', date: hub.dateAt(startTime), ...eventOf(view, hub, where) }, { startTime, domain: { location } })
  }
  const updates = throttle(hub.guard(() => open.forEach((view) => view.changed && update(view))), UPDATE_STEP)
  const change = (view: Open | undefined): void => {
    if (!view) return
    view.changed = true
    updates.later()
  }

  const begin = (loadingType: LoadingType, startTime: number, given: ViewOptions = {}): void => {
    const session = sessions.current()
    if (!session) return
    const url = new URL(given.url || '', location.href)
    if (!given.url) url.href = location.href
    const ref: ViewRef = {
      id: uuid(),
      loadingType,
      startTime,
      name: given.name || nameOf(url),
      url: url.href,
      referrer: lastUrl,
      service: given.service,
      version: given.version,
      context: (copy(given.context) as Fields) || {},
      added: {},
      session,
    }
    lastUrl = ref.url
    current = { ref, version: 0, changed: false, counts: { action: 0, error: 0, long_task: 0, resource: 0, frustration: 0 } }
    open.set(ref.id, current)
    history.add(ref)
    hub.tell('view', ref)
    // At once, so that no batch goes without the view that its events belong to.
    update(current)
  }

  const end = (time = hub.now()): Open | undefined => {
    const ended = current
    if (!ended) return
    current = undefined
    ended.ref.endTime = Math.max(time, ended.ref.startTime)
    hub.tell('viewEnd', ended.ref)
    update(ended)
    for (const [id, { ref }] of open) if (ref.endTime! < time - LATE) open.delete(id)
    return ended
  }

  const first = (): void => (manual ? undefined : begin('initial_load', origin))
  const startView = ({ time }: Call, given?: string | ViewOptions): void => {
    const options = typeof given === 'string' ? { name: given } : given
    const isFirst = !history.latest()
    end(time)
    begin(isFirst ? 'initial_load' : 'route_change', isFirst ? origin : time, options)
  }
  const setContext = (context: unknown): void => {
    if (!current || !isObject(context)) return
    current.ref.context = copy(context) as Fields
    change(current)
  }

  const stops = [
    hub.on('event', (event) => count(open.get(event.view.id), event, change)),
    hub.on('viewChanged', ({ id }) => change(open.get(id))),
    hub.on('session', () => {
      const before = history.latest()
      if (before) begin('session_renewal', hub.now(), { ...before, url: undefined })
      else first()
    }),
    hub.on('sessionEnd', () => {
      if (current) current.sessionEnded = true
      end()
    }),
    hub.on('exit', (reason) => (reason === 'unload' ? end() : current && update(current))),
    hub.provide('startView', startView),
    hub.provide('setViewName', (_, name: string) => {
      if (!current) return
      current.ref.name = name
      update(current)
    }),
    hub.provide('setViewContext', (_, context: unknown) => setContext(context)),
    hub.provide('setViewContextProperty', (_, key: string, value: unknown) => setContext({ ...current?.ref.context, [key]: value })),
    hub.provide('getViewContext', () => copy(current?.ref.context) || {}),
    watchLocation(hub, (before, after) => {
      if (!manual && isOtherView(before, after)) {
        end()
        begin('route_change', hub.now())
      } else if (current) {
        current.ref.url = after.href
      }
    }),
    hub.listen(window, ['pageshow'], (event) => {
      if (!(event as PageTransitionEvent).persisted) return
      end()
      begin('bf_cache', event.timeStamp)
    }),
  ]
  const zone = setTimeout(
    hub.guard(() => {
      where.time_zone = timeZone()
      change(current)
    }),
    ZONE_AFTER,
  )
  const keepAlive = setInterval(hub.guard(() => current && update(current)), KEEP_ALIVE)
  first()

  return () => {
    end()
    clearInterval(keepAlive)
    clearTimeout(zone)
    updates.cancel()
    stops.forEach((stop) => stop())
  }
}

function count(view: Open | undefined, event: Assembled, change: (view: Open) => void): void {
  if (!view || !(event.type in view.counts)) return
  view.counts[event.type as 'error']++
  const frustration = (event.action as { frustration?: { type?: string[] } } | undefined)?.frustration
  if (event.type === 'action') view.counts.frustration += frustration?.type?.length || 0
  change(view)
}
