/**
 * Puts the parts together: hooks, session, contexts, assembly, batch, then the collectors, then views.
 */
import type { Extras } from '../api.js'
import type { About, Answers, Fields, Hub, RawEvent, Start, Stop, Topics } from '../hub.js'
import { askBeforeSend, assemble, rateLimit, type Parts } from './assemble.js'
import { createBatch, type Batch } from './batch.js'
import { CORE, createBuses, type Bus } from './bus.js'
import type { Contexts } from './contexts.js'
import { startCost } from './cost.js'
import { watchExit } from './exit.js'
import type { Options } from './options.js'
import type { Remote } from './remote.js'
import { createSender, openInMemory } from './send.js'
import { answerSession } from './session-calls.js'
import { startSessions } from './session.js'
import { watchSurroundings } from './surroundings.js'
import { copy, uuid } from './values.js'
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

/** Starts everything; what it gives back takes every hook out again, and sends what is left. */
export function startHub({ options, contexts, collectors, answers, sdkName, remote, extras }: Setup): Stop {
  const began = performance.now()
  const buses = createBuses(options, answers)
  const core = buses.of(CORE)
  if (options.storeContextsAcrossPages) contexts.persist(options.applicationId)

  const views = keepViews()
  const hub = makeHub(core, options, contexts, views, extras.watchActivity?.(options, core))
  const sender = createSender(options, core, (extras.openUnsent || openInMemory)(options.applicationId), () => hub.dateAt(hub.now()))
  const sessions = startSessions(options, core)
  const batch = createBatch(sender, core, hub.now, sessions.heldFor)
  const complain = (message: string): void =>
    hub.emit({ type: 'error', date: hub.dateAt(hub.now()), error: { id: uuid(), message, source: AGENT, handling: 'handled', source_type: 'browser' } })
  hub.emit = makeEmit({ hub, contexts, sessions, surroundings: watchSurroundings(core), sdkName }, views, batch, complain)

  const cost = { init: 0, spent: buses.spent, bytes: sender.bytes }
  startCost(hub, cost, complain)
  const running: Record<string, Bus> = { core }
  for (const [name, start] of Object.entries(collectors)) {
    const bus = (running[name] = buses.of(name))
    bus.guard(start)(Object.assign(Object.create(hub) as Hub, bus))
  }
  const leave = (reason: Topics['exit']): void => {
    core.tell('exit', reason)
    batch.flush(true)
  }
  core.on('shed', (name) => running[name]!.stop())
  core.on('session', () => remote?.refresh())
  core.provide({ getRemoteConfig: () => remote?.get() })
  startViews(hub, views, sessions)
  answerSession(hub, sessions, batch)
  watchExit(hub, leave)
  cost.init = hub.now() - began
  buses.forgive()
  return () => {
    leave('unload')
    Object.values(running).forEach(({ stop }) => stop())
  }
}

/** The hub as the core has it; a collector's has hooks of its own. */
function makeHub(core: Bus, options: Options, contexts: Contexts, views: ViewHistory, whenQuiet: Hub['whenQuiet'] = () => () => {}): Hub {
  let actionAt: Hub['actionAt'] = () => undefined
  return {
    ...core,
    options,
    now: () => performance.now(),
    dateAt: (time) => Math.round(performance.timeOrigin + time),
    emit: () => {},
    viewAt: views.at,
    // Set by a collector through its own hub, read by all.
    get actionAt() {
      return actionAt
    },
    set actionAt(f) {
      actionAt = f
    },
    whenQuiet,
    contextOf: (which) => copy(contexts.of(which)) as Fields,
  }
}

/** Takes events in: finds their view, makes them whole, and puts them into the batch if nothing is against it. */
function makeEmit(parts: Parts, views: ViewHistory, batch: Batch, complain: (message: string) => void): Hub['emit'] {
  const { hub, sessions } = parts
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
    const view = about.view || views.at(about.startTime)
    if (!view) {
      if (hub.options.trackViewsManually && !views.latest() && early.length < EARLY_MAX) early.push([event, about])
      return
    }
    if (!sessions.allows() || (event.type !== 'view' && !fits(kindOf(event)))) return
    hub.tell('enrich', { event, view })
    const whole = assemble(parts, event, about, view)
    if (!askBeforeSend(hub.options, whole, about.domain || {})) return
    batch.add(whole)
    hub.tell('event', { event: whole, view })
  }
}
