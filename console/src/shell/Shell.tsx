/** The frame of every page: rail, top bar, content; and what is to be said on all of them. */
import { Outlet } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

import { ConnectionBanner } from './ConnectionBanner'
import { Overlays } from './Overlays'
import { Progress } from './Progress'
import { Rail } from './Rail'
import classes from './Shell.module.css'
import { TopBar } from './TopBar'
import { useAfterPaint } from './use-after-paint'
import { useHeadingFocus } from './use-heading-focus'
import { usePageTitle } from './use-page-title'
import { useSessionEnd } from './use-session-end'
import { useZoneInUrl } from '~/lib/time-zone'

export function Shell() {
  const { t } = useTranslation('shell')
  useSessionEnd()
  usePageTitle()
  useHeadingFocus()
  useZoneInUrl()
  const isPainted = useAfterPaint()
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#content">
        {t('skip')}
      </a>
      <Progress />
      <Rail />
      <div className={classes.column}>
        <TopBar />
        <ConnectionBanner />
        <main id="content" className={classes.content} tabIndex={-1} aria-busy={!isPainted}>
          {isPainted && <Outlet />}
        </main>
      </div>
      <Overlays />
    </div>
  )
}
