/**
 * How much of an element may be told: by the markers on it and above it, and by what it is.
 * The markers are Datadog's, so that pages need no change; the replay will read the same.
 */
import type { PrivacyLevel } from '../core/options.js'

export type Level = PrivacyLevel | 'hidden' | 'mask-unless-allowlisted'

/** Where two markers meet on one element the first of these counts. */
const LEVELS: Level[] = ['hidden', 'mask', 'mask-unless-allowlisted', 'mask-user-input', 'allow']
/** What a person writes here is nobody's business, whatever the markers say. */
const isSecret = (element: Element): boolean =>
  element.tagName === 'INPUT' &&
  (/^(password|email|tel|hidden)$/.test((element as HTMLInputElement).type) ||
    /^cc-|-password$/.test(element.getAttribute('autocomplete') || ''))
const FORM_FIELD =
  'input:not([type=button]):not([type=reset]):not([type=submit]):not([type=color]),output,textarea,select,option,datalist,optgroup'

export const parentOf = (element: Element): Element | null => {
  const root = element.parentNode
  return root && 'host' in root ? (root as ShadowRoot).host : element.parentElement
}

/** The level that holds for an element; what is hidden stays hidden, else the nearest marker counts. */
export function levelOf(element: Element, usual: Level): Level {
  let nearest: Level | undefined
  for (let at: Element | null = element; at; at = parentOf(at)) {
    const own = isSecret(at) ? 'mask' : LEVELS.find((level) => at!.matches(`[data-dd-privacy="${level}"],.dd-privacy-${level}`))
    if (own === 'hidden') return own
    nearest ||= own
  }
  return nearest || usual
}

export const isMask = (level: Level): boolean => /^(hidden|mask(-unless.*)?)$/.test(level)

/** Whether text that stands directly in the element is to be kept back. */
export function masksText(element: Element, level: Level): boolean {
  return isMask(level) || (level === 'mask-user-input' && element.matches(FORM_FIELD))
}
