/**
 * What a row of clicks says about the mood of who made them: rage, dead and error clicks.
 * Knows what each click led to, not how it was watched.
 */
import type { Counts } from './causes.js'

/** So many clicks within so long are rage. */
const RAGE_CLICKS = 3
const RAGE_MS = 1_000
const RAGE_DISTANCE_PX = 100

/** Clicks there do nothing anyone could see, and are fine: fields take the focus, links may open elsewhere. */
const NEVER_DEAD =
  'input:not([type=button]):not([type=reset]):not([type=submit]):not([type=checkbox]):not([type=radio]):not([type=range]),' +
  'textarea,select,[contenteditable],[contenteditable] *,canvas,a[href],a[href] *'

/** What a visitor did between this pointer press and the next. */
export interface Did {
  selection?: boolean
  input?: boolean
  scroll?: boolean
}

export interface Judged {
  event: PointerEvent
  target: Element
  did: Did
  /** Whether the page did anything after it. */
  hadActivity: boolean
  /** What it caused. */
  counts: Counts
}

export type Frustration = 'rage_click' | 'dead_click' | 'error_click'

/** Whether the second click goes on where the first was. */
export function belongsTo(first: PointerEvent, second: PointerEvent): boolean {
  const distance = Math.hypot(first.clientX - second.clientX, first.clientY - second.clientY)
  return first.target === second.target && distance <= RAGE_DISTANCE_PX && second.timeStamp - first.timeStamp <= RAGE_MS
}

/** Whether the clicks are one of rage: many, fast, and neither selecting text nor scrolling. */
export function isRage(clicks: Judged[]): boolean {
  if (clicks.some(({ did }) => did.selection || did.scroll)) return false
  return clicks.some((click, at) => at >= RAGE_CLICKS - 1 && click.event.timeStamp - clicks[at - RAGE_CLICKS + 1]!.event.timeStamp <= RAGE_MS)
}

/** The frustrations of one click, or of all of a rage click's together. */
export function frustrationsOf(clicks: Judged[], rage: boolean, selected: boolean): Frustration[] {
  const found: Frustration[] = []
  if (rage) found.push('rage_click')
  if ((rage || !selected) && clicks.some(isDead)) found.push('dead_click')
  if (clicks.some(({ counts }) => counts.error)) found.push('error_click')
  return found
}

function isDead({ target, did, hadActivity }: Judged): boolean {
  if (hadActivity || did.input || did.scroll) return false
  const meant = target.tagName === 'LABEL' && target.hasAttribute('for') ? (target as HTMLLabelElement).control : target
  return !meant?.matches(NEVER_DEAD)
}
