/**
 * The stretch of the time axis that is looked at, in milliseconds from the history's start. Pure
 * functions on it, and a store beside React: canvases follow it frame by frame, and the rest of
 * the page hears of it when it has come to rest.
 */
export type Window = { from: number; to: number }

/** The shortest stretch: below it nothing is told apart, clocks are coarser. */
const SPAN_MIN_MS = 5
const ALL = 'all'

/** Inside the history, its length kept where it fits. */
export function clamp({ from, to }: Window, length: number): Window {
  const span = Math.min(Math.max(to - from, Math.min(SPAN_MIN_MS, length)), length)
  const start = Math.min(Math.max(from + (to - from - span) / 2, 0), length - span)
  return { from: start, to: start + span }
}

/** Longer or shorter by a factor, what lies at the anchor (0 to 1 of the width) staying there. */
export function scale({ from, to }: Window, factor: number, anchor: number, length: number): Window {
  const span = Math.min(Math.max((to - from) * factor, Math.min(SPAN_MIN_MS, length)), length)
  const fixed = from + (to - from) * anchor
  const start = Math.min(Math.max(fixed - span * anchor, 0), length - span)
  return { from: start, to: start + span }
}

/** Along the axis by a share of the width. */
export function shift({ from, to }: Window, share: number, length: number): Window {
  const span = to - from
  const start = Math.min(Math.max(from + span * share, 0), length - span)
  return { from: start, to: start + span }
}

/** The same span, moved just so far that the moment is in it. */
export function reveal(window: Window, at: number, length: number): Window {
  const span = window.to - window.from
  if (at >= window.from && at <= window.to) return window
  const start = at < window.from ? at - span * 0.1 : at - span * 0.9
  return shift({ from: start, to: start + span }, 0, length)
}

export function isWhole({ from, to }: Window, length: number): boolean {
  return from <= 0 && to >= length
}

/** `1200-4800` or `all`, as the URL says it; undefined when it is neither. */
export function parseWindow(text: string | undefined, length: number): Window | undefined {
  if (text === ALL) return { from: 0, to: length }
  const found = /^(\d{1,12})-(\d{1,12})$/.exec(text ?? '')
  if (!found) return undefined
  const window = { from: Number(found[1]), to: Number(found[2]) }
  return window.from < window.to && window.from < length ? clamp(window, length) : undefined
}

/** Nothing, where the page shows this one anyway. */
export function writeWindow(window: Window, length: number, usual: Window = { from: 0, to: length }): string | undefined {
  if (Math.abs(window.from - usual.from) < 1 && Math.abs(window.to - usual.to) < 1) return undefined
  if (isWhole(window, length)) return ALL
  return `${Math.floor(window.from)}-${Math.ceil(window.to)}`
}

export type Zoom = {
  get: () => Window
  set: (window: Window) => void
  length: () => number
  /** A running session grows; one that was seen whole stays so. */
  grow: (length: number) => void
  subscribe: (listener: () => void) => () => void
}

export function createZoom(initialLength: number, initial?: Window): Zoom {
  let length = initialLength
  let window = initial ?? { from: 0, to: length }
  const listeners = new Set<() => void>()
  const put = (next: Window) => {
    if (next.from === window.from && next.to === window.to) return
    window = next
    for (const listener of listeners) listener()
  }
  return {
    get: () => window,
    set: (next) => put(clamp(next, length)),
    length: () => length,
    grow: (next) => {
      if (next === length) return
      const whole = isWhole(window, length)
      length = next
      put(whole ? { from: 0, to: length } : clamp(window, length))
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
