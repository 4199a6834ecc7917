/**
 * LCP, INP, CLS and FCP of each view, as web.dev defines them and the `web-vitals` library measures them
 * for a page; TTFB goes with the navigation's timings. What caused them is told by an `Attribution`, which
 * the small SDK does without.
 */
import type { Fields, Start, ViewRef } from '../hub.js'
import { watchHidden } from './hidden.js'
import { activationStart } from './navigation.js'
import { isObservable, observe } from './observe.js'
import { addToView, ns } from './values.js'

export interface LayoutShift extends PerformanceEntry {
  value: number
  hadRecentInput: boolean
  sources?: { node?: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[]
}
export interface LargestPaint extends PerformanceEntry {
  size: number
  url?: string
  element?: Element | null
}
export interface Interaction extends PerformanceEntry {
  interactionId?: number
  processingStart: number
  processingEnd: number
  target?: Node | null
}

/** What made a vital what it is, in the wire's shape under `view.performance`. */
export interface Attribution {
  lcp(entry: LargestPaint, value: number): Fields
  cls(entry: LayoutShift): Fields
  /** Called with each entry as it comes, while its target is still in the document. */
  seen(entry: Interaction): void
  inp(entry: Interaction): Fields
}

/** Paints later than this come from a page that slept. */
const PAINT_MAX = 600_000
const INP_MAX = 60_000
/** Shifts belong together with less than 1 s between them, for 5 s at most. */
const SHIFT_GAP = 1000
const SHIFT_WINDOW = 5000
const SHIFT = 'layout-shift'
/** Interactions kept to find the one that 2 % are slower than. */
const SLOWEST_MAX = 10
const INTERACTIONS_PER_OUTLIER = 50

const LONG = {
  cls: 'cumulative_layout_shift',
  fcp: 'first_contentful_paint',
  inp: 'interaction_to_next_paint',
  lcp: 'largest_contentful_paint',
}

/** Of one view: what its vitals are found from. */
interface Measured {
  interactions?: Interactions
  shifts?: Shifts
}

/** Finds the p98 of a view's interactions by its slowest few. */
export interface Interactions {
  add(entry: Interaction): void
  p98(): Interaction | undefined
}

export function trackInteractions(): Interactions {
  let slowest: Interaction[] = []
  let least = Infinity
  let most = 0
  return {
    add(entry) {
      const id = entry.interactionId!
      least = Math.min(least, id)
      most = Math.max(most, id)
      const same = slowest.find(({ interactionId }) => interactionId === id)
      if (same && same.duration >= entry.duration) return
      slowest = [...slowest.filter((other) => other !== same), entry].sort((a, b) => b.duration - a.duration).slice(0, SLOWEST_MAX)
    },
    // Browsers count interactions up in sevens; those under the observer's threshold are seen by that alone.
    p98: () => slowest[Math.min(slowest.length - 1, Math.floor(((most - least) / 7 + 1) / INTERACTIONS_PER_OUTLIER))],
  }
}

/** Adds shifts up by windows; tells the worst window's sum and its greatest shift. */
export interface Shifts {
  add(entry: LayoutShift): void
  worst: number
  greatest?: LayoutShift
}

export function trackShifts(): Shifts {
  let start = 0
  let last = -Infinity
  let sum = 0
  let greatest: LayoutShift | undefined
  const shifts: Shifts = {
    worst: 0,
    add(entry) {
      const time = entry.startTime
      if (time - last >= SHIFT_GAP || time - start >= SHIFT_WINDOW) {
        start = time
        sum = 0
        greatest = undefined
      }
      last = time
      sum += entry.value
      if (entry.value > (greatest?.value || 0)) greatest = entry
      if (sum <= shifts.worst) return
      shifts.worst = sum
      shifts.greatest = greatest
    },
  }
  return shifts
}

/** A collector of vitals, with or without their causes. */
export const makeVitals = (attribution?: Attribution): Start => (hub) => {
  const byView = new WeakMap<ViewRef, Measured>()
  const hidden = watchHidden(hub)
  const start = activationStart()
  let paintedFirst: ViewRef | undefined
  let interactedAt = Infinity
  let largest = 0

  const of = (view: ViewRef): Measured => {
    let measured = byView.get(view)
    if (!measured) byView.set(view, (measured = {}))
    return measured
  }
  const put = (view: ViewRef | undefined, name: keyof typeof LONG, fields: Fields): void => {
    if (view) addToView(hub, view, both(name, fields))
  }
  const counts = ({ startTime }: PerformanceEntry): boolean => startTime < Math.min(hidden.at(), PAINT_MAX)
  const since = (time: number, from: number): number => ns(Math.max(time - from, 0))

  const onShift = (entry: LayoutShift): void => {
    const view = entry.hadRecentInput ? undefined : hub.viewAt(entry.startTime)
    if (!view) return
    const shifts = (of(view).shifts ||= trackShifts())
    const before = shifts.worst
    shifts.add(entry)
    if (shifts.worst === before) return
    const { greatest, worst } = shifts
    const cause = greatest && attribution?.cls(greatest)
    put(view, 'cls', { score: Math.round(worst * 1e4) / 1e4, timestamp: greatest && since(greatest.startTime, view.startTime), ...cause })
  }
  const onInteraction = (entry: Interaction): void => {
    const view = entry.interactionId ? hub.viewAt(entry.startTime) : undefined
    if (!view) return
    attribution?.seen(entry)
    const interactions = (of(view).interactions ||= trackInteractions())
    interactions.add(entry)
    const slow = interactions.p98()!
    const duration = ns(Math.min(slow.duration, INP_MAX))
    put(view, 'inp', { duration, timestamp: since(slow.startTime, view.startTime), ...attribution?.inp(slow) })
  }
  const onLargest = (entry: LargestPaint): void => {
    if (!counts(entry) || entry.startTime > interactedAt || entry.size <= largest) return
    largest = entry.size
    put(paintedFirst, 'lcp', { timestamp: since(entry.startTime, start), ...attribution?.lcp(entry, entry.startTime) })
  }
  const shown = (view: ViewRef): void => {
    // A page that comes back is painted whole, in one frame.
    requestAnimationFrame(() =>
      requestAnimationFrame(
        hub.guard(() => {
          const timestamp = since(hub.now(), view.startTime)
          put(view, 'fcp', { timestamp })
          put(view, 'lcp', { timestamp })
        }),
      ),
    )
  }

  const observeAll = (): void => {
    observe(hub, SHIFT, (entries: LayoutShift[]) => entries.forEach(onShift))
    observe(hub, 'event', (entries: Interaction[]) => entries.forEach(onInteraction), { durationThreshold: 40 })
    observe(hub, 'first-input', (entries: Interaction[]) => entries.forEach(onInteraction))
    observe(hub, 'largest-contentful-paint', (entries: LargestPaint[]) => entries.forEach(onLargest))
    observe(hub, 'paint', (entries) => {
      const first = entries.find((entry) => entry.name === 'first-contentful-paint' && counts(entry))
      if (first) put(paintedFirst, 'fcp', { timestamp: since(first.startTime, start) })
    })
  }
  let observing = false
  hub.listen(window, ['pointerdown', 'keydown'], ({ timeStamp }) => void (interactedAt = Math.min(interactedAt, timeStamp)))
  hub.on('view', (view) => {
    if (isObservable(SHIFT)) put(view, 'cls', { score: 0 })
    if (view.loadingType === 'bf_cache') shown(view)
    if (view.loadingType === 'initial_load') paintedFirst = view
    if (!observing) observeAll()
    observing = true
  })
}

/** A vital, and the same under the names that came before `view.performance`, by which most is still asked. */
function both(name: keyof typeof LONG, fields: Fields): Fields {
  const { score, duration, timestamp, target_selector: selector } = fields
  const long = LONG[name]
  const value = score ?? duration
  return {
    performance: { [name]: fields },
    [long]: value ?? timestamp,
    [`${long}_target_selector`]: selector,
    [`${long}_time`]: value === undefined ? value : timestamp,
  }
}
