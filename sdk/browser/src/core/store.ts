/**
 * Keeps one short text across pages and tabs: in a cookie, in localStorage, or, where both are denied,
 * in memory alone. Knows nothing of what the text says.
 */
import type { Options } from './options.js'
import { attempt } from './values.js'

export interface Store {
  read(): string
  write(text: string): void
}

const NAME = '_solera_s'
/** Long, as the text carries the anonymous visitor's id beside the session. */
const COOKIE_SECONDS = 31_536_000

const memory = (): Store => {
  let kept = ''
  return { read: () => kept, write: (text) => void (kept = text) }
}

function inStorage(): Store {
  return { read: () => localStorage.getItem(NAME) || '', write: (text) => localStorage.setItem(NAME, text) }
}

function readCookie(name: string): string {
  return new RegExp(`(?:^|; )${name}=([^;]*)`).exec(document.cookie)?.[1] || ''
}

function writeCookie(name: string, text: string, attributes: string, seconds = COOKIE_SECONDS): void {
  document.cookie = `${name}=${text};path=/;max-age=${seconds}${attributes}`
}

/** The shortest parent of this host that a cookie may be set for: the site, whatever the public suffixes are. */
function siteOf(attributes: string): string {
  const labels = location.hostname.split('.')
  for (let from = labels.length - 2; from >= 0; from--) {
    const domain = labels.slice(from).join('.')
    writeCookie('_solera_t', '1', `${attributes};domain=${domain}`)
    if (!readCookie('_solera_t')) continue
    writeCookie('_solera_t', '', `${attributes};domain=${domain}`, 0)
    return `;domain=${domain}`
  }
  return ''
}

function inCookie(options: Options): Store {
  const crossSite = options.usePartitionedCrossSiteSessionCookie
  let attributes = crossSite ? ';samesite=none;partitioned' : ';samesite=lax'
  if (crossSite || options.useSecureSessionCookie) attributes += ';secure'
  if (options.trackSessionAcrossSubdomains) attributes += siteOf(attributes)
  return { read: () => readCookie(NAME), write: (text) => writeCookie(NAME, text, attributes) }
}

/** Whether the store keeps what is put into it; says nothing new to one that already holds something. */
function works(store: Store, mayWrite: boolean): boolean {
  return !!attempt(() => {
    if (mayWrite && !store.read()) store.write('t')
    return store.read()
  })
}

const wanted = (options: Options): Store[] =>
  options.sessionPersistence === 'local-storage' ? [inStorage()] : [inCookie(options), inStorage()]

/** The first store that works, of what the options ask for and what remains. Before consent, nothing may be written. */
export function openStore(options: Options, mayWrite: boolean): Store {
  return wanted(mayWrite ? options : { ...options, trackSessionAcrossSubdomains: false }).find((store) => works(store, mayWrite)) || memory()
}
