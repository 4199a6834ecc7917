/** The frame of every page: rail, top bar, content. */
import { Outlet } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

import { Rail } from './Rail'
import classes from './Shell.module.css'
import { TopBar } from './TopBar'

export function Shell() {
  const { t } = useTranslation('shell')
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#content">
        {t('skip')}
      </a>
      <Rail />
      <div className={classes.column}>
        <TopBar />
        <main id="content" className={classes.content} tabIndex={-1}>
          <Outlet />
        </main>
      </div>
    </div>
  )
}
