/** Where a new application leads: what to paste on the left, what arrives on the right. */
import { Skeleton } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

import { Empty, Loaded } from '~/ui/Loaded'
import { Panel } from '~/ui/Panel'
import classes from './ApplicationSetup.module.css'
import { FirstEvent } from './FirstEvent'
import { Snippets } from './Snippets'
import { useApplication, type Application } from './use-application'

export function ApplicationSetup() {
  const { applicationId } = useParams({ from: '/known/a/$applicationId/setup' })
  const query = useApplication(applicationId)
  return (
    <Loaded query={query} skeleton={<Skeleton height={480} />}>
      {(application) => (application ? <Setup key={applicationId} application={application} /> : <UnknownApplication />)}
    </Loaded>
  )
}

function Setup({ application }: { application: Application }) {
  const { t } = useTranslation('applications')
  const params = { applicationId: application.application_id }
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <h1>{t('setup.title', { name: application.name })}</h1>
        <nav className={classes.links}>
          <Link to="/a/$applicationId/overview" params={params}>
            {t('setup.overview')}
          </Link>
          <Link to="/a/$applicationId/settings" params={params}>
            {t('setup.settings')}
          </Link>
        </nav>
      </header>
      <div className={classes.columns}>
        <Panel title={t('snippet.title')}>
          <Snippets application={application} />
        </Panel>
        <div className={classes.aside}>
          <FirstEvent application={application} />
        </div>
      </div>
    </div>
  )
}

export function UnknownApplication() {
  const { t } = useTranslation('applications')
  return (
    <Empty title={t('unknown.title')} hint={t('unknown.hint')}>
      <Link to="/applications">{t('unknown.back')}</Link>
    </Empty>
  )
}
