/**
 * The zone that times are shown in, as it is kept in this browser; and which names are zones. Knows
 * neither pages nor URLs.
 */

/** Where the reader sits, as far as the browser knows. */
export const BROWSER_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone

/** The zone that a URL names, else the kept one. */
export const timeZoneOf = (named: string | undefined): string => (isTimeZone(named) ? named : keptZone())

// Each value on a page asks for the zone: it is read once, not by each of them.
const KEY = 'solera-time-zone'
let kept: string | undefined
export const keptZone = () => (kept ??= readKept())

const listeners = new Set<() => void>()

/** Keeps it; who subscribed is told. */
export function keep(zone: string) {
  localStorage.setItem(KEY, JSON.stringify(zone))
  change()
}

function change() {
  kept = undefined
  for (const listener of listeners) listener()
}

function readKept(): string {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null')
    return typeof found === 'string' && isTimeZone(found) ? found : BROWSER_ZONE
  } catch {
    return BROWSER_ZONE
  }
}

/** Another tab may choose as well. */
const onStorage = ({ key }: StorageEvent) => (key === KEY || key === null) && change()

export function subscribe(listener: () => void) {
  if (listeners.size === 0) window.addEventListener('storage', onStorage)
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) window.removeEventListener('storage', onStorage)
  }
}

const known = new Map<string, boolean>()

export function isTimeZone(name: string | undefined): name is string {
  if (!name) return false
  const found = known.get(name) ?? canFormat(name)
  known.set(name, found)
  return found
}

function canFormat(timeZone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone }))
  } catch {
    return false
  }
}
