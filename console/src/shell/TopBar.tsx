/** Which application, which time, who; and the way to everything else. */
import { ActionIcon, Tooltip, UnstyledButton } from '@mantine/core'
import { IconRefresh, IconSearch } from '@tabler/icons-react'
import { useLocation, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

import { shownKeys, useShortcut } from '~/lib/shortcuts'
import { AccountMenu } from './AccountMenu'
import { ApplicationSwitcher } from './ApplicationSwitcher'
import { openPalette, preloadPalette } from './palette/palette-state'
import { ShareLink } from './ShareLink'
import { TimePicker } from './time/TimePicker'
import classes from './TopBar.module.css'
import { useReload } from './use-reload'

/** Pages whose questions are about a time; a session or a view is found whenever it was. */
const TIMED = ['overview', 'explorer', 'intake']

export function TopBar() {
  const { applicationId } = useParams({ strict: false })
  const asksAboutTime = useLocation({ select: ({ pathname }) => TIMED.includes(pathname.split('/')[3] ?? '') })
  return (
    <header className={classes.bar}>
      <ApplicationSwitcher />
      <SearchButton />
      <span className={classes.space} />
      {applicationId && (
        <>
          {asksAboutTime && <TimePicker />}
          <Reload />
          <ShareLink timed={asksAboutTime} />
        </>
      )}
      <AccountMenu />
    </header>
  )
}

function SearchButton() {
  const { t } = useTranslation('shell')
  return (
    <UnstyledButton className={classes.search} aria-haspopup="dialog" aria-label={`${t('palette.open')} ${shownKeys('mod+k').join(' ')}`} onClick={() => openPalette()} onPointerEnter={preloadPalette} onFocus={preloadPalette}>
      <IconSearch size={14} stroke={1.6} aria-hidden />
      <span className={classes.words}>{t('palette.open')}</span>
      <kbd aria-hidden>{shownKeys('mod+k').join(' ')}</kbd>
    </UnstyledButton>
  )
}

function Reload() {
  const { t } = useTranslation('shell')
  const reload = useReload()
  useShortcut('r', t('time.reload'), reload)
  return (
    <Tooltip label={t('time.reload')}>
      <ActionIcon variant="subtle" color="gray" size={28} aria-label={t('time.reload')} onClick={reload}>
        <IconRefresh size={16} stroke={1.6} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}
