/**
 * The zone that times are shown in, kept in this browser. A zone in the URL counts first, so
 * that a shared link shows the times its sender saw.
 */
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect, useSyncExternalStore } from 'react'

/** Where the reader sits, as far as the browser knows. */
export const BROWSER_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone

export function useTimeZone(): string {
  const [own] = useKeptTimeZone()
  const named = useSearch({ strict: false, select: zoneOf })
  return isTimeZone(named) ? named : own
}

const zoneOf = ({ tz }: { tz?: string }) => tz

/** The browser's own, unless another was chosen here. */
export function useKeptTimeZone() {
  return [useSyncExternalStore(subscribe, () => (kept ??= readKept())), keep] as const
}

// Each value on a page asks for the zone: it is read once, not by each of them.
const KEY = 'solera-time-zone'
let kept: string | undefined
const listeners = new Set<() => void>()

function keep(zone: string) {
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

function subscribe(listener: () => void) {
  if (listeners.size === 0) window.addEventListener('storage', onStorage)
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) window.removeEventListener('storage', onStorage)
  }
}

/** Keeps a zone, and puts it into the URL, so that the address can be passed on as it is. */
export function useSetTimeZone() {
  const navigate = useNavigate()
  return useCallback(
    (zone: string) => {
      keep(zone)
      void navigate({ to: '.', search: (old: object) => ({ ...old, tz: zone }), replace: true })
    },
    [navigate],
  )
}

/**
 * A zone that was chosen before stands in the URL of every page with times, so that the address of
 * the page can be passed on as it is. One's own zone need not: others see their own.
 */
export function useZoneInUrl() {
  const [own] = useKeptTimeZone()
  const { applicationId } = useParams({ strict: false })
  const named = useSearch({ strict: false, select: zoneOf })
  const navigate = useNavigate()
  const isMissing = applicationId !== undefined && named === undefined && own !== BROWSER_ZONE
  useEffect(() => {
    if (isMissing) void navigate({ to: '.', search: (old: object) => ({ ...old, tz: own }), replace: true })
  }, [isMissing, own, navigate])
}

/** Every zone that this browser knows: its own and UTC first. */
export function timeZones(): string[] {
  const all = typeof Intl.supportedValuesOf === 'function' ? Intl.supportedValuesOf('timeZone') : []
  return [...new Set([BROWSER_ZONE, 'UTC', ...all])]
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
