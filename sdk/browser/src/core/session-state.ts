/**
 * What is kept of a session across pages: its life of 15 minutes idle and 4 hours at most, its form in a store,
 * and what is drawn from it. Knows no page.
 */
import type { SessionRef } from '../hub.js'
import type { Options } from './options.js'
import { drawn } from './values.js'

export const MINUTE = 60_000
export const IDLE_MAX = 15 * MINUTE
export const AGE_MAX = 240 * MINUTE

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

/** No session, but perhaps a visitor. */
export const none = (visitor?: string): State => ({ created: 0, expire: 0, rate: 0, visitor })

/** As one short word: id, created, expire, rate, flags, visitor. */
export const writeState = ({ id, created, expire, rate, forced, released, visitor }: State): string =>
  [id, created.toString(36), expire.toString(36), rate, (forced ? 1 : 0) | (released ? 2 : 0), visitor].join('~')

export function readState(text: string): State {
  const [id, created, expire, rate, flags, visitor] = text.split('~')
  return {
    id,
    created: parseInt(created!, 36) || 0,
    expire: parseInt(expire!, 36) || 0,
    rate: +rate! || 0,
    forced: !!(+flags! & 1),
    released: !!(+flags! & 2),
    visitor,
  }
}

/** Whether a session still runs; one from the future means that the clock was put back. */
export function runs(state: State, now = Date.now()): boolean {
  return !!state.id && now < state.expire && now - state.created < AGE_MAX && state.created <= now + MINUTE
}

/** What is collected for a session: everything in the sample, with `sessionOnError` the others too, held back. */
export function track(state: State, options: Options): SessionRef | undefined {
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
