/**
 * The zone that times are shown in, kept in this browser. A zone in the URL counts first, so
 * that a shared link shows the times its sender saw.
 */
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect, useSyncExternalStore } from 'react'

import { BROWSER_ZONE, keep, keptZone, subscribe, timeZoneOf } from './kept-zone'

export { BROWSER_ZONE, isTimeZone } from './kept-zone'

export function useTimeZone(): string {
  useKeptTimeZone()
  return timeZoneOf(useSearch({ strict: false, select: zoneOf }))
}

const zoneOf = ({ tz }: { tz?: string }) => tz

/** The browser's own, unless another was chosen here. */
export function useKeptTimeZone() {
  return [useSyncExternalStore(subscribe, keptZone), keep] as const
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
