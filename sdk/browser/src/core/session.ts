/**
 * Sessions, shared by tabs and reloads through a store, drawn once, and renewed by what the visitor does.
 * Consent decides whether there is one at all. Knows nothing of views and events.
 */
import type { SessionRef } from '../hub.js'
import type { Bus } from './bus.js'
import { isHidden } from './hidden.js'
import type { Consent, Options } from './options.js'
import { AGE_MAX, IDLE_MAX, MINUTE, none, readState, runs, track, writeState, type State } from './session-state.js'
import { openStore, type Store } from './store.js'
import { attempt, uuid } from './values.js'

/** A store is not written for less: the end of an idle session is that much uncertain. */
const EXTEND_STEP = 10_000
/** Reading a cookie is not free: while the visitor is active, it is read once in so many ms. */
const LOOK_STEP = 5_000

export interface Sessions {
  /** The session to collect for, if there is one and it is tracked. */
  current(): SessionRef | undefined
  visitor(): string | undefined
  allows(): boolean
  /** For how many ms what is collected counts and is not sent, if so: consent is pending, or no error happened yet. */
  heldFor(): number | undefined
  /** An error came: an unsampled session goes on as one that is sent. */
  release(): void
  force(): void
  expire(): void
  setConsent(consent: Consent): void
}

/** The session as this page knows it. */
interface Known {
  consent: Consent
  state: State
  /** What is collected for it, if anything. */
  tracked?: SessionRef
  /** Opened for good once the visitor has consented. */
  store?: Store
}

interface Keeper {
  known: Known
  save(): void
  /** Makes what is to be tracked of the state, and tells if that is another session than before. */
  adopt(next: State): void
  /** Looks what other tabs made of the session; `active` when the visitor does something: that renews it. */
  look(active: boolean): void
  /** Goes on with the session that is there, or begins one. */
  begin(): void
}

function keepSession(options: Options, bus: Bus): Keeper {
  const known: Known = { consent: options.trackingConsent, state: none() }
  const isGranted = (): boolean => known.consent === 'granted'
  const isRefused = (): boolean => known.consent === 'not-granted'

  const save = (): void => {
    if (isGranted()) known.store!.write(writeState(known.state))
  }
  const adopt = (next: State): void => {
    const goesOn = !isRefused() && runs(next)
    const isSame = goesOn && known.tracked?.id === next.id
    // Told while it is still known: whether it is held says what becomes of its events.
    if (known.tracked && !isSame) bus.tell('sessionEnd', undefined)
    known.state = next
    if (isSame) return
    known.tracked = goesOn ? track(next, options) : undefined
    if (known.tracked) bus.tell('session', known.tracked)
  }
  const renew = (visitor?: string): void => {
    const now = Date.now()
    const id = uuid()
    const { sessionSampleRate, trackAnonymousUser } = options
    // The application's mistake must not cost it its session.
    const rate = attempt(() => options.beforeSampling?.({ sessionId: id, sessionSampleRate })) ?? sessionSampleRate
    const next = { id, created: now, expire: now + IDLE_MAX, rate, visitor: visitor || (trackAnonymousUser ? uuid() : undefined) }
    adopt(next)
    save()
  }
  const extend = (): void => {
    const { state } = known
    const expire = Math.min(Date.now() + IDLE_MAX, state.created + AGE_MAX)
    if (expire - state.expire < EXTEND_STEP) return
    state.expire = expire
    save()
  }

  return {
    known,
    save,
    adopt,
    look(active) {
      if (isRefused()) return
      const { state, store } = known
      const next = store && isGranted() ? readState(store.read()) : state
      if (active && !runs(next)) return renew(next.visitor || state.visitor)
      adopt(next)
      if (runs(next) && (active || !isHidden())) extend()
    },
    begin() {
      if (isRefused()) return
      const store = known.store || openStore(options, isGranted())
      if (isGranted()) known.store = store
      if (!runs(known.state)) known.state = readState(store.read())
      if (!runs(known.state)) return renew(known.state.visitor)
      save()
      adopt(known.state)
    },
  }
}

/** Starts keeping the session; tells `session` and `sessionEnd` as it comes and goes. */
export function startSessions(options: Options, bus: Bus): Sessions {
  const { known, save, adopt, look, begin } = keepSession(options, bus)
  const isHeld = (): boolean => !!known.tracked?.onError && !known.state.released
  let lookedAt = 0

  bus.listen(window, ['click', 'touchstart', 'keydown', 'scroll'], () => {
    const now = Date.now()
    if (Math.abs(now - lookedAt) < LOOK_STEP) return
    lookedAt = now
    look(true)
  })
  bus.listen(document, ['visibilitychange'], () => look(false))
  const timer = setInterval(bus.guard(() => look(false)), MINUTE)
  bus.onStop(() => clearInterval(timer))
  begin()

  return {
    current: () => (runs(known.state) ? known.tracked : undefined),
    visitor: () => known.state.visitor,
    allows: () => known.consent !== 'not-granted',
    heldFor: () => (known.consent === 'pending' ? Infinity : isHeld() ? MINUTE : undefined),
    release() {
      if (!isHeld()) return
      known.state.released = true
      save()
    },
    force() {
      known.state.forced = true
      save()
      if (known.tracked) Object.assign(known.tracked, track(known.state, options))
      else adopt(known.state)
    },
    expire() {
      lookedAt = 0
      adopt(none(known.state.visitor))
      save()
    },
    setConsent(next) {
      if (next === known.consent) return
      if (next === 'not-granted') {
        if (known.consent === 'granted') known.store?.write('')
        // The view that ends now was collected under consent; nothing after it is.
        adopt(none())
        known.consent = next
      } else {
        known.consent = next
        begin()
      }
    },
  }
}
