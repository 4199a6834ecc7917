/** The pages, as icons on the left: names on hover, or always when pinned. At the bottom of a narrow window. */
import { useLocalStorage } from '@mantine/hooks'
import { ActionIcon, Tooltip } from '@mantine/core'
import { IconChevronsLeft, IconChevronsRight } from '@tabler/icons-react'
import { Link, useLocation, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

import classes from './Rail.module.css'
import { PLACES, useCarriedTime, type Place } from './places'

export function Rail() {
  const { t } = useTranslation('shell')
  const { applicationId } = useParams({ strict: false })
  const [pinned, pin] = useLocalStorage({ key: 'solera-rail', defaultValue: false, getInitialValueInEffect: false })
  const here = useHere()
  return (
    <nav className={classes.rail} data-pinned={pinned} data-empty={!applicationId || undefined} aria-label={t('nav.label')}>
      <Link to="/" className={classes.logo} aria-label="Solera">
        <img src="/icon.svg" alt="" width={24} height={24} />
      </Link>
      {applicationId && PLACES.map((place) => <Entry key={place.name} place={place} pinned={pinned} active={place.name === here} />)}
      <ActionIcon
        className={classes.pin}
        variant="subtle"
        color="gray"
        aria-pressed={pinned}
        aria-label={pinned ? t('nav.unpin') : t('nav.pin')}
        onClick={() => pin(!pinned)}
      >
        {pinned ? <IconChevronsLeft size={16} aria-hidden /> : <IconChevronsRight size={16} aria-hidden />}
      </ActionIcon>
    </nav>
  )
}

/** Which of the places the page belongs to. One session and one view belong to the sessions. */
function useHere(): Place['name'] | undefined {
  return useLocation({
    select: ({ pathname, search }) => {
      const part = pathname.split('/')[3]
      if (part === 'setup') return 'settings'
      if (part === 'views' || part === 'sessions') return 'sessions'
      if (part === 'explorer') return (search as { event?: string }).event === 'session' ? 'sessions' : 'explorer'
      return PLACES.find(({ name }) => name === part)?.name
    },
  })
}

function Entry({ place, pinned, active }: { place: Place; pinned: boolean; active: boolean }) {
  const { t } = useTranslation('shell')
  const { applicationId = '' } = useParams({ strict: false })
  const time = useCarriedTime()
  const { icon: Icon, name } = place
  return (
    <Tooltip label={t(`nav.${name}`)} position="right" disabled={pinned}>
      <Link
        to={place.to}
        params={{ applicationId }}
        search={{ ...time, ...place.search }}
        activeProps={{ 'aria-current': undefined }}
        className={classes.entry}
        data-here={active || undefined}
        aria-current={active ? 'page' : undefined}
        aria-label={t(`nav.${name}`)}
      >
        <Icon size={18} stroke={1.6} aria-hidden />
        <span className={classes.label}>{t(`nav.${name}`)}</span>
      </Link>
    </Tooltip>
  )
}
