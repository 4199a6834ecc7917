/**
 * The zone that times are shown in, kept in this browser. A zone in the URL counts first, so
 * that a shared link shows the times its sender saw.
 */
import { useLocalStorage } from '@mantine/hooks'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect } from 'react'

/** Where the reader sits, as far as the browser knows. */
export const BROWSER_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone

export function useTimeZone(): string {
  const [kept] = useKeptTimeZone()
  const named = useSearch({ strict: false, select: ({ tz }: { tz?: string }) => tz })
  return isTimeZone(named) ? named : kept
}

/** The browser's own, unless another was chosen here. */
export function useKeptTimeZone() {
  const [kept, keep] = useLocalStorage({ key: 'solera-time-zone', defaultValue: BROWSER_ZONE, getInitialValueInEffect: false })
  return [isTimeZone(kept) ? kept : BROWSER_ZONE, keep] as const
}

/** Keeps a zone, and puts it into the URL, so that the address can be passed on as it is. */
export function useSetTimeZone() {
  const [, keep] = useKeptTimeZone()
  const navigate = useNavigate()
  return useCallback(
    (zone: string) => {
      keep(zone)
      void navigate({ to: '.', search: (old: object) => ({ ...old, tz: zone }), replace: true })
    },
    [keep, navigate],
  )
}

/**
 * A zone that was chosen before stands in the URL of every page with times, so that the address of
 * the page can be passed on as it is. One's own zone need not: others see their own.
 */
export function useZoneInUrl() {
  const [kept] = useKeptTimeZone()
  const { applicationId } = useParams({ strict: false })
  const named = useSearch({ strict: false, select: ({ tz }: { tz?: string }) => tz })
  const navigate = useNavigate()
  const isMissing = applicationId !== undefined && named === undefined && kept !== BROWSER_ZONE
  useEffect(() => {
    if (isMissing) void navigate({ to: '.', search: (old: object) => ({ ...old, tz: kept }), replace: true })
  }, [isMissing, kept, navigate])
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
