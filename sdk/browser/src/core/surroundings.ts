/**
 * What every event says of the page's surroundings: viewport, connection, tab, language. Reads the page
 * as little as it can: what is dear to read is read once, and again when it changes.
 */
import type { Fields, Hub } from '../hub.js'
import { attempt, uuid } from './values.js'

interface Connection {
  type?: string
  effectiveType?: string
}

export interface Surroundings {
  /** For every event. */
  fields(): Fields
}

/** The tab's id, kept over its reloads where the browser lets us. */
function tabId(): string {
  const name = '_solera_tab'
  const id = attempt(() => sessionStorage.getItem(name)) || uuid()
  attempt(() => sessionStorage.setItem(name, id))
  return id
}

/** Language, for views; the time zone comes later. */
export const device = (): Fields => ({ locale: navigator.language, locales: navigator.languages })

/** Where the browser has no `Temporal`, it loads its tables of languages and zones: longer than all else the SDK does at its start. */
export const timeZone = (): string =>
  (window as { Temporal?: { Now: { timeZoneId(): string } } }).Temporal?.Now.timeZoneId() || Intl.DateTimeFormat().resolvedOptions().timeZone

export function watchSurroundings(hub: Pick<Hub, 'listen'>): Surroundings {
  let tab: string | undefined
  let viewport: Fields | undefined
  hub.listen(window, ['resize'], () => void (viewport = undefined))

  return {
    fields() {
      const { type, effectiveType } = (navigator as { connection?: Connection }).connection || {}
      return {
        display: { viewport: (viewport ||= { width: innerWidth, height: innerHeight }) },
        connectivity: {
          status: navigator.onLine ? 'connected' : 'not_connected',
          interfaces: type && [type],
          effective_type: effectiveType,
        },
        tab: { id: (tab ||= tabId()) },
      }
    },
  }
}
