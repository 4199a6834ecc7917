/**
 * Puts the parts together: clock, hooks, session, contexts, assembly, batch, and then the collectors.
 */
import type { Answers } from '../api.js'
import type { About, Fields, Hub, RawEvent, SessionRef, Start, Stop, ViewRef } from '../hub.js'
import { createBus, type Spent } from './bus.js'
import type { Options } from './options.js'
import { createBatch } from './batch.js'
import { copy, merge, uuid } from './values.js'

declare const __VERSION__: string

/** Starts everything; what it gives back takes every hook out again. */
export function startHub(options: Options, collectors: Record<string, Start>, answers: Answers, play: () => void): Stop {
  const spent: Spent = { total: 0, by: {} }
  const busFor = createBus(spent, options.allowUntrustedEvents, (error) => console.debug('Solera:', error))
  const core = busFor('core')
  const session: SessionRef = { id: uuid(), rate: options.sessionSampleRate, onError: false, replay: false }
  const views: ViewRef[] = []
  const enrichers: ((event: RawEvent, about: About) => void)[] = []
  const batch = createBatch(options, core)
  const stops: Stop[] = [batch.stop]

  const hub: Hub = {
    ...core,
    options,
    now: () => performance.now(),
    dateAt: (time) => Math.round(performance.timeOrigin + time),
    viewAt: (time = performance.now()) => [...views].reverse().find((view) => view.startTime <= time && !(view.endTime! < time)),
    actionAt: () => undefined,
    enrich(f) {
      enrichers.push(f)
      return () => void enrichers.splice(enrichers.indexOf(f), 1)
    },
    provide(name, f) {
      answers[name] = f as Answers[string]
      return () => delete answers[name]
    },
    whenQuiet: () => () => {},
    contextOf: () => ({}),
    emit(event, about = {}) {
      const view = hub.viewAt(about.startTime)
      if (!view) return
      const whole: Fields = {
        application: { id: options.applicationId },
        session: { id: view.session.id, type: 'user' },
        view: { id: view.id, url: view.url, referrer: view.referrer, name: view.name },
        source: 'browser',
        service: options.service,
        version: options.version,
        context: copy(about.context),
        ddtags: `sdk_version:${__VERSION__},env:${options.env || ''}`,
        _dd: { format_version: 2, sdk_name: 'solera', configuration: { session_sample_rate: session.rate } },
      }
      enrichers.forEach((f) => f(event, about))
      const assembled = merge(whole, event) as never
      batch.add(assembled)
      hub.tell('event', assembled)
    },
  }
  hub.on('view', (view) => views.push(view))
  const view: ViewRef = { id: uuid(), startTime: 0, url: location.href, referrer: document.referrer, context: {}, session }
  hub.tell('view', view)
  hub.emit({
    type: 'view',
    date: hub.dateAt(0),
    view: {
      loading_type: 'initial_load', is_active: true, time_spent: Math.round(hub.now() * 1e6),
      action: { count: 0 }, error: { count: 0 }, long_task: { count: 0 }, resource: { count: 0 }, frustration: { count: 0 },
    },
    _dd: { document_version: 1 },
  })
  for (const [name, start] of Object.entries(collectors)) {
    const own = Object.assign(Object.create(hub) as Hub, busFor(name))
    own.guard(() => stops.push(start(own)))()
  }
  play()
  return () => stops.forEach((stop) => stop())
}
