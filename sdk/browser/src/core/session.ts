/**
 * Sessions: 15 minutes idle and 4 hours at most, shared by tabs and reloads through a store, drawn once.
 * Consent decides whether there is one at all. Knows nothing of views and events.
 */
import type { SessionRef, Stop } from '../hub.js'
import type { Bus } from './bus.js'
import type { Consent, Options } from './options.js'
import { isHidden } from './hidden.js'
import { openStore, type Store } from './store.js'
import { all, attempt, drawn, uuid } from './values.js'

const MINUTE = 60_000
export const IDLE_MAX = 15 * MINUTE
export const AGE_MAX = 240 * MINUTE
/** A store is not written for less: the end of an idle session is that much uncertain. */
const EXTEND_STEP = 10_000
/** Reading a cookie is not free: while the visitor is active, it is read once in so many ms. */
const LOOK_STEP = 5_000

/** What the store keeps. Times in epoch ms. */
export interface State {
  /** Absent after `stopSession`, until the visitor does something. */
  id?: string
  created: number
  expire: number
  rate: number
  /** Kept whatever the draw said: `setForcedSession`. */
  forced?: boolean
  /** An error made it worth sending: `sessionOnError`. */
  released?: boolean
  /** The visitor's id beyond the session, made by us, if `trackAnonymousUser`. */
  visitor?: string
}

const NONE: State = { created: 0, expire: 0, rate: 0 }

export interface Sessions {
  /** The session to collect for, if there is one and it is tracked. */
  current(): SessionRef | undefined
  visitor(): string | undefined
  allows(): boolean
  /** True while what is collected must not be sent: consent is pending, or no error happened yet. */
  held(): boolean
  /** How long what is held counts, ms. */
  heldFor(): number
  /** An error came: an unsampled session goes on as one that is sent. */
  release(): void
  force(): void
  expire(): void
  setConsent(consent: Consent): void
  stop: Stop
}

/** As one short word: id, created, expire, rate, flags, visitor. */
export const writeState = ({ id, created, expire, rate, forced, released, visitor }: State): string =>
  [id, created.toString(36), expire.toString(36), rate, (forced ? 1 : 0) | (released ? 2 : 0), visitor].join('~')

export function readState(text: string): State {
  const [id, created, expire, rate, flags, visitor] = text.split('~')
  return {
    id,
    created: parseInt(created!, 36) || 0,
    expire: parseInt(expire!, 36) || 0,
    rate: Number(rate) || 0,
    forced: !!(+flags! & 1),
    released: !!(+flags! & 2),
    visitor,
  }
}

/** Whether a session still runs; one from the future means that the clock was put back. */
export function runs(state: State, now: number): boolean {
  return !!state.id && now < state.expire && now - state.created < AGE_MAX && state.created <= now + MINUTE
}

/** Starts keeping the session; tells `session` and `sessionEnd` as it comes and goes. */
export function startSessions(options: Options, bus: Bus): Sessions {
  let store: Store | undefined
  let consent = options.trackingConsent
  let state: State = { ...NONE }
  let current: SessionRef | undefined

  const read = (): State => (store && consent === 'granted' ? readState(store.read()) : state)
  const save = (): void => {
    if (consent === 'granted') store!.write(writeState(state))
  }

  /** Makes what is to be tracked of the state, and tells if that is another session than before. */
  const adopt = (next: State): void => {
    const before = current
    state = next
    const runsOn = consent !== 'not-granted' && runs(next, Date.now())
    if (runsOn && before?.id === next.id) return
    current = runsOn ? track(next, options) : undefined
    if (before === current) return
    if (before) bus.tell('sessionEnd', undefined)
    if (current) bus.tell('session', current)
  }

  const renew = (): void => {
    const now = Date.now()
    const id = uuid()
    const visitor = state.visitor || (options.trackAnonymousUser ? uuid() : undefined)
    const { sessionSampleRate } = options
    // The application's mistake must not cost it its session.
    const rate = attempt(() => options.beforeSampling?.({ sessionId: id, sessionSampleRate })) ?? sessionSampleRate
    const next: State = { id, created: now, expire: now + IDLE_MAX, rate, visitor }
    state = next
    save()
    adopt(next)
  }

  const extend = (): void => {
    const expire = Math.min(Date.now() + IDLE_MAX, state.created + AGE_MAX)
    if (expire - state.expire < EXTEND_STEP) return
    state.expire = expire
    save()
  }

  /** Looks what other tabs made of the session; `active` when the visitor does something: that renews it. */
  const look = (active: boolean): void => {
    if (consent === 'not-granted') return
    const next = read()
    if (runs(next, Date.now())) {
      adopt(next)
      if (active || !isHidden()) extend()
    } else if (active) {
      state.visitor = next.visitor || state.visitor
      renew()
    } else {
      adopt(next)
    }
  }

  const begin = (): void => {
    if (consent === 'not-granted') return
    const opened = store || openStore(options, consent === 'granted')
    if (consent === 'granted') store = opened
    if (!runs(state, Date.now())) state = readState(opened.read())
    if (runs(state, Date.now())) {
      save()
      adopt(state)
    } else {
      renew()
    }
  }

  let lookedAt = 0
  const onActivity = (): void => {
    const now = Date.now()
    if (Math.abs(now - lookedAt) < LOOK_STEP) return
    lookedAt = now
    look(true)
  }
  const stops = [
    bus.listen(window, ['click', 'touchstart', 'keydown', 'scroll'], onActivity, { capture: true, passive: true }),
    bus.listen(document, ['visibilitychange'], () => look(false)),
  ]
  const timer = setInterval(bus.guard(() => look(false)), MINUTE)

  begin()
  return {
    current: () => (current && runs(state, Date.now()) ? current : undefined),
    visitor: () => state.visitor,
    allows: () => consent !== 'not-granted',
    held: () => consent === 'pending' || (!!current?.onError && !state.released),
    heldFor: () => (consent === 'pending' ? Infinity : MINUTE),
    release() {
      if (!current?.onError || state.released) return
      state.released = true
      save()
    },
    force() {
      state.forced = true
      save()
      if (current) Object.assign(current, track(state, options))
      else adopt(state)
    },
    expire() {
      state = { ...NONE, visitor: state.visitor }
      lookedAt = 0
      save()
      adopt(state)
    },
    setConsent(next) {
      if (next === consent) return
      if (next === 'not-granted') {
        if (consent === 'granted') store?.write('')
        // The view that ends now was collected under consent; nothing after it is.
        adopt({ ...NONE })
        consent = next
      } else {
        consent = next
        begin()
      }
    },
    stop() {
      clearInterval(timer)
      all(stops)()
    },
  }
}

/** What is collected for a session: everything in the sample, with `sessionOnError` the others too, held back. */
function track(state: State, options: Options): SessionRef | undefined {
  const id = state.id!
  const sampled = state.forced || drawn(id, state.rate)
  if (!sampled && !options.sessionOnError) return undefined
  return {
    id,
    rate: sampled ? state.rate : 0,
    onError: !sampled,
    replay: sampled ? drawn(id, options.sessionReplaySampleRate, 'replay') : !!options.sessionReplayOnError,
  }
}
