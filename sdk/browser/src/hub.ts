/**
 * What a collector sees of the SDK: where it hands in events, hears of others, and hooks into the page
 * so that every hook can come out again. Knows no event type, no storage and no transport.
 */
import type { Options } from './core/options.js'

/** Takes hooks out again. */
export type Stop = () => void

/** A collector. Nothing happens at import; all it does to the page goes through `hub`, which takes it out again. */
export type Start = (hub: Hub) => void

/** A part of an event as JSON can carry it. */
export interface Fields {
  [field: string]: unknown
}

/** An event as its collector knows it, in exactly the wire's shape. The hub adds the envelope. */
export interface RawEvent extends Fields {
  type: 'view' | 'action' | 'resource' | 'error' | 'long_task' | 'vital'
  /** Epoch, ms: the start of the thing. */
  date: number
  context?: Fields
}

/** An event with its envelope, as it goes on the wire. */
export interface Assembled extends RawEvent {
  session: Fields & { id: string }
  view: Fields & { id: string }
  _dd: Fields
}

/** What comes with an event, and is not sent as it stands. */
export interface About {
  /** On the clock of `performance.now()`, to find the view and the action then current; now, if not given. */
  startTime?: number
  /** The view it belongs to, where that is known already. */
  view?: ViewRef
  /** Given with the call, or found on the error: merged over the contexts of SDK and view. */
  context?: unknown
  /** What `beforeSend` gets beside the event: `event`, `xhr`, `response`, `error`, `performanceEntry`, `handlingStack`. */
  domain?: Fields
}

/** A view, as long as anything may still belong to it. Times on the clock of `performance.now()`. */
export interface ViewRef {
  readonly id: string
  readonly startTime: number
  readonly loadingType: 'initial_load' | 'route_change' | 'bf_cache' | 'session_renewal'
  /** Absent while the view is the current one. */
  endTime?: number
  name?: string
  url: string
  referrer: string
  service?: string
  version?: string
  context: Fields
  /** What collectors add to its events. */
  readonly added: Fields
  /** The session it belongs to; a renewed session begins a new view. */
  readonly session: SessionRef
  /** True when the session ended with it. */
  sessionEnded?: boolean
  /** How often it was told. */
  told: number
  /** What belongs to it. */
  readonly counts: Record<'action' | 'error' | 'long_task' | 'resource' | 'frustration', number>
}

/** A session that is tracked: its events are sent, or held back until consent or an error releases them. */
export interface SessionRef {
  readonly id: string
  /** The rate it was drawn with, 0 to 100; 0 for one that only an error made worth sending. */
  rate: number
  /** True for a session outside the sample, kept because `sessionOnError` is on. */
  onError: boolean
  /** Whether its replay would be recorded. */
  replay: boolean
}

/** A request by `fetch` or `XMLHttpRequest`, told at its start and its end under the same `id`. */
export interface RequestPhase extends Fields {
  phase: 'start' | 'end'
  id: number
  url: string
}

export interface Topics {
  /** After an event was assembled and accepted by `beforeSend`: counters, frustrations. */
  event: { event: Assembled; view: ViewRef }
  view: ViewRef
  viewEnd: ViewRef
  /** Something that a collector adds to the view has changed: an update is due, within 3 s. */
  viewChanged: ViewRef
  /** An event is about to be assembled: collectors may add fields, vitals to views, feature flags to errors. */
  enrich: { event: RawEvent; view: ViewRef }
  request: RequestPhase
  /** The page is at work in a way that the hub cannot see, such as a window it opened. */
  activity: undefined
  session: SessionRef
  sessionEnd: undefined
  /** The page may go away: what is collected must be handed in now, by each in the order of their starts. */
  exit: 'hidden' | 'unload' | 'frozen'
  /** The collector of that name is to stop: the SDK is over its budget. The hub stops it, too. */
  shed: string
}

/** When and from where the application called the API; calls made before `init` keep their time. */
export interface Call {
  time: number
  /** A stack of the call, for those who asked in `WITH_STACK`. */
  stack?: string
  /** What the call gave back if it came before its collector: stands for what was started. */
  ref: object
}

/** Answers to calls of the public API, by name. */
export type Answers = Record<string, (call: Call, ...args: never[]) => unknown>

export interface Hub {
  readonly options: Options
  /** `performance.now()`, ms. */
  now(): number
  /** Epoch, ms, of a time on the clock of `performance.now()`. */
  dateAt(time: number): number
  /** Adds the envelope, asks `beforeSend`, keeps the rate limit, and puts the event in the batch. */
  emit(event: RawEvent, about?: About): void
  on<T extends keyof Topics>(topic: T, listener: (value: Topics[T]) => void): void
  tell<T extends keyof Topics>(topic: T, value: Topics[T]): void
  /**
   * Nothing `f` throws reaches the page, the time it takes is counted as the SDK's own, and once the collector is
   * stopped it does nothing.
   */
  guard<A extends unknown[], R>(f: (...args: A) => R): (...args: A) => R | undefined
  /**
   * `addEventListener`, guarded, in the capture phase, before the page's own; events made by scripts are passed
   * over unless `allowUntrustedEvents`.
   */
  listen(target: EventTarget, names: string[], f: (event: Event) => void): void
  /** Replaces a method where the object has it from; undone unless another patched over it, when it turns into a pass-through. */
  patch<T extends object, K extends keyof T>(object: T, method: K, wrap: (original: T[K]) => T[K]): void
  /** What else is to be done when the collector is stopped. */
  onStop(f: Stop): void
  /** The view current at that time, or now. */
  viewAt(time?: number): ViewRef | undefined
  /** The action (or actions) that caused what happens at that time. The collector of actions assigns its own. */
  actionAt: (time?: number) => string | string[] | undefined
  /** Answers calls of the public API; calls queued before are played when all collectors have started. */
  provide(answers: Answers): void
  /** Calls `done` with the time the page's activity that begins now ended, or with nothing if none began. */
  whenQuiet(done: (endTime: number | undefined) => void, maxDuration?: number): Stop
  /** A copy of a context as the application set it. */
  contextOf(which: 'user' | 'account' | 'global'): Fields
}
