/** The pages, as icons on the left: names on hover, or always when pinned. */
import { useLocalStorage } from '@mantine/hooks'
import { ActionIcon, Tooltip } from '@mantine/core'
import {
  IconActivityHeartbeat,
  IconChevronsLeft,
  IconChevronsRight,
  IconGauge,
  IconListSearch,
  IconSettings,
  IconUsers,
  type Icon,
} from '@tabler/icons-react'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

import type { TimeSearch } from '~/lib/time-range'
import classes from './Rail.module.css'

type Name = 'overview' | 'explorer' | 'sessions' | 'intake' | 'settings'
type Place = { name: Name; icon: Icon; to: string; search?: object }

const PLACES: Place[] = [
  { name: 'overview', icon: IconGauge, to: '/a/$applicationId/overview' },
  { name: 'explorer', icon: IconListSearch, to: '/a/$applicationId/explorer', search: { event: 'view' } },
  { name: 'sessions', icon: IconUsers, to: '/a/$applicationId/explorer', search: { event: 'session' } },
  { name: 'intake', icon: IconActivityHeartbeat, to: '/a/$applicationId/intake' },
  { name: 'settings', icon: IconSettings, to: '/a/$applicationId/settings' },
]

export function Rail() {
  const { t } = useTranslation('shell')
  const { applicationId } = useParams({ strict: false })
  const [pinned, pin] = useLocalStorage({ key: 'solera-rail', defaultValue: false, getInitialValueInEffect: false })
  return (
    <nav className={classes.rail} data-pinned={pinned} aria-label={t('nav.label')}>
      <Link to="/" className={classes.logo} aria-label="Solera">
        <img src="/icon.svg" alt="" width={24} height={24} />
      </Link>
      {applicationId && PLACES.map((place) => <Entry key={place.name} place={place} pinned={pinned} />)}
      <ActionIcon
        className={classes.pin}
        variant="subtle"
        color="gray"
        aria-pressed={pinned}
        aria-label={pinned ? t('nav.unpin') : t('nav.pin')}
        onClick={() => pin(!pinned)}
      >
        {pinned ? <IconChevronsLeft size={16} /> : <IconChevronsRight size={16} />}
      </ActionIcon>
    </nav>
  )
}

function Entry({ place, pinned }: { place: Place; pinned: boolean }) {
  const { t } = useTranslation('shell')
  const { applicationId = '' } = useParams({ strict: false })
  // The time goes along from page to page.
  const { range, from, to, tz }: TimeSearch & { tz?: string } = useSearch({ strict: false })
  const { icon: Icon, name } = place
  return (
    <Tooltip label={t(`nav.${name}`)} position="right" disabled={pinned}>
      <Link
        to={place.to}
        params={{ applicationId }}
        search={{ range, from, to, tz, ...place.search }}
        activeOptions={{ exact: false, includeSearch: false }}
        className={classes.entry}
        aria-label={t(`nav.${name}`)}
      >
        <Icon size={18} stroke={1.6} aria-hidden />
        <span className={classes.label}>{t(`nav.${name}`)}</span>
      </Link>
    </Tooltip>
  )
}
