/**
 * Puts the parts together: hooks, session, contexts, assembly, batch, then the collectors, then views.
 */
import type { Answers, Extras } from '../api.js'
import type { About, Fields, Hub, RawEvent, Start, Stop, Topics, ViewRef } from '../hub.js'
import { askBeforeSend, assemble, rateLimit, type Parts } from './assemble.js'
import { createBatch, type Batch } from './batch.js'
import { CORE, createBuses } from './bus.js'
import type { Contexts } from './contexts.js'
import { startCost } from './cost.js'
import { watchExit } from './exit.js'
import type { Options } from './options.js'
import type { Remote } from './remote.js'
import { createSender, openInMemory } from './send.js'
import { answerSession } from './session-calls.js'
import { startSessions } from './session.js'
import { watchSurroundings } from './surroundings.js'
import { all, copy, uuid } from './values.js'
import { keepViews, type ViewHistory } from './view-history.js'
import { startViews } from './views.js'

/** The source of errors that are the SDK's own words. */
const AGENT = 'agent'
/** Events of one kind a minute. */
const RATE_MAX = 3000
/** Events from before the first view, when the application begins views itself. */
const EARLY_MAX = 100

export interface Setup {
  options: Options
  contexts: Contexts
  /** By the name that their time is counted under. */
  collectors: Record<string, Start>
  answers: Answers
  /** What the bundle calls itself. */
  sdkName: string
  remote?: Remote
  extras: Extras
}

type Enrich = (event: RawEvent, view: ViewRef) => void

/** Starts everything; what it gives back takes every hook out again, and sends what is left. */
export function startHub({ options, contexts, collectors, answers, sdkName, remote, extras }: Setup): Stop {
  const began = performance.now()
  const now = (): number => performance.now()
  const dateAt = (time: number): number => Math.round(performance.timeOrigin + time)
  const buses = createBuses(options, (error) => console.debug('Solera:', error))
  const core = buses.of(CORE)
  if (options.storeContextsAcrossPages) contexts.persist(options.applicationId)

  const sender = createSender(options, core, (extras.openUnsent || openInMemory)(options.applicationId), () => dateAt(now()))
  const sessions = startSessions(options, core)
  const views = keepViews()
  const surroundings = watchSurroundings(core)
  const activity = extras.watchActivity?.(options, core)
  const batch = createBatch(sender, core, now, () => (sessions.held() ? sessions.heldFor() : undefined))
  const enrichers = new Set<Enrich>()
  let actionAt: Hub['actionAt'] = () => undefined

  const hub: Hub = {
    ...core,
    options,
    now,
    dateAt,
    emit: () => {},
    viewAt: views.at,
    // Set by a collector through its own hub, read by all.
    get actionAt() {
      return actionAt
    },
    set actionAt(f) {
      actionAt = f
    },
    enrich(f) {
      enrichers.add(f)
      return () => void enrichers.delete(f)
    },
    provide(name, f) {
      answers[name] = f as Answers[string]
      return () => void delete answers[name]
    },
    whenQuiet: activity?.whenQuiet || (() => () => {}),
    contextOf: (which) => copy(contexts.of(which)) as Fields,
  }
  const parts: Parts = { hub, contexts, sessions, surroundings, sdkName }
  const complain = (message: string): void => {
    hub.emit({ type: 'error', date: dateAt(now()), error: { id: uuid(), message, source: AGENT, handling: 'handled', source_type: 'browser' } })
  }
  hub.emit = makeEmit(parts, views, batch, enrichers, complain)

  const cost = { init: 0, spent: buses.spent, bytes: sender.bytes }
  const running: Record<string, Stop> = { cost: startCost(hub, cost, complain) }
  for (const [name, start] of Object.entries(collectors)) {
    const bus = buses.of(name)
    bus.guard(() => void (running[name] = start(Object.assign(Object.create(hub) as Hub, bus))))()
  }
  const leave = (reason: Topics['exit']): void => {
    core.tell('exit', reason)
    batch.flush(true)
  }
  const stops: Stop[] = [
    ...Object.values(running),
    core.on('shed', (name) => running[name]!()),
    hub.provide('getRemoteConfig', () => remote?.get()),
    core.on('session', () => remote?.refresh()),
    startViews(hub, views, sessions),
    answerSession(hub, sessions, batch),
    watchExit(core, leave),
    surroundings.stop,
    activity?.stop || (() => {}),
    sessions.stop,
    batch.stop,
    sender.stop,
  ]
  cost.init = now() - began
  buses.forgive()
  return all([() => leave('unload'), ...stops].map((stop) => core.guard(stop)))
}

/** Takes events in: finds their view, makes them whole, and puts them into the batch if nothing is against it. */
function makeEmit({ hub, ...others }: Parts, views: ViewHistory, batch: Batch, enrichers: Set<Enrich>, complain: (message: string) => void): Hub['emit'] {
  const parts = { hub, ...others }
  let early: [RawEvent, About][] = []
  const fits = rateLimit(RATE_MAX, hub.now, (type) => complain(`over ${RATE_MAX} ${type} events a minute, the rest is dropped`))
  // What the SDK has to say of itself does not count as an error of the page.
  const kindOf = ({ type, error }: RawEvent): string => ((error as Fields | undefined)?.source === AGENT ? AGENT : type)
  hub.on('view', () => {
    const before = early
    early = []
    before.forEach(([event, about]) => hub.emit(event, about))
  })

  return (event, about = {}) => {
    const view = event.type === 'view' ? views.byId((event.view as Fields).id) : views.at(about.startTime)
    if (!view) {
      if (hub.options.trackViewsManually && !views.latest() && early.length < EARLY_MAX) early.push([event, about])
      return
    }
    if (!parts.sessions.allows() || (event.type !== 'view' && !fits(kindOf(event)))) return
    enrichers.forEach((f) => f(event, view))
    const whole = assemble(parts, event, about, view)
    if (!askBeforeSend(hub.options, whole, about.domain || {})) return
    batch.add(whole)
    hub.tell('event', whole)
  }
}
