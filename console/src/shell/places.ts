/** The pages of an application that work, in the order of the rail, with the keys that lead there. */
import { IconActivityHeartbeat, IconGauge, IconListSearch, IconSettings, IconUsers, type Icon } from '@tabler/icons-react'
import { useSearch } from '@tanstack/react-router'

import type { TimeSearch } from '~/lib/time-range'

type Name = 'overview' | 'explorer' | 'sessions' | 'intake' | 'settings'
export type Place = { name: Name; icon: Icon; to: string; search?: object; keys: string }

export const PLACES: readonly Place[] = [
  { name: 'overview', icon: IconGauge, to: '/a/$applicationId/overview', keys: 'g o' },
  { name: 'explorer', icon: IconListSearch, to: '/a/$applicationId/explorer', search: { event: 'view' }, keys: 'g e' },
  { name: 'sessions', icon: IconUsers, to: '/a/$applicationId/explorer', search: { event: 'session' }, keys: 'g s' },
  { name: 'intake', icon: IconActivityHeartbeat, to: '/a/$applicationId/intake', keys: 'g i' },
  { name: 'settings', icon: IconSettings, to: '/a/$applicationId/settings', keys: 'g ,' },
]

type Carried = TimeSearch & { tz?: string }

/** What goes along from page to page: the time and its zone. */
export function useCarriedTime(): Carried {
  const select = ({ range, from, to, tz }: Carried) => ({ range, from, to, tz })
  return useSearch({ strict: false, select, structuralSharing: true })
}
