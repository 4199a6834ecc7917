/** One application's settings, in sections that each have an anchor. */
import { Skeleton } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'

import { Loaded } from '~/ui/Loaded'
import { UnknownApplication } from './ApplicationSetup'
import { ClientTokens } from './ClientTokens'
import { DeleteApplication } from './DeleteApplication'
import { GeneralSettings } from './GeneralSettings'
import { IntakeSettings } from './IntakeSettings'
import { PrivacySettings } from './PrivacySettings'
import { RetentionSettings } from './RetentionSettings'
import { Section } from './Section'
import classes from './settings.module.css'
import { Snippets } from './Snippets'
import { useApplication, useMay, type Application } from './use-application'

const SECTIONS = ['snippet', 'tokens', 'privacy', 'intake', 'retention', 'general', 'delete'] as const

export function ApplicationSettings() {
  const { applicationId } = useParams({ from: '/known/a/$applicationId/settings' })
  const query = useApplication(applicationId)
  return (
    <Loaded query={query} skeleton={<Skeleton height={480} />}>
      {(application) => (application ? <Sections key={applicationId} application={application} /> : <UnknownApplication />)}
    </Loaded>
  )
}

function Sections({ application }: { application: Application }) {
  const { t } = useTranslation('applications')
  const may = useMay()
  // The router looked for the anchor before the sections were there.
  useEffect(() => void document.getElementById(location.hash.slice(1))?.scrollIntoView(), [])
  return (
    <div className={classes.page}>
      <nav className={classes.anchors} aria-label={t('settings.sections')}>
        {SECTIONS.map((name) => (
          <Link key={name} to="." hash={name} search={(old) => old} activeOptions={{ includeHash: true }}>
            {t(`settings.${name}`)}
          </Link>
        ))}
      </nav>
      <div className={classes.sections}>
        <h1>{t('settings.title')}</h1>
        {may.known && !may.write && (
          <p role="status" className={classes.readOnly}>
            {t('readOnly')}
          </p>
        )}
        <Section id="snippet" title={t('settings.snippet')}>
          <Snippets application={application} />
        </Section>
        <Section id="tokens" title={t('settings.tokens')} about={t('tokens.about')}>
          <ClientTokens application={application} />
        </Section>
        <Section id="privacy" title={t('settings.privacy')} about={t('privacy.about')}>
          <PrivacySettings application={application} />
        </Section>
        <Section id="intake" title={t('settings.intake')}>
          <IntakeSettings application={application} />
        </Section>
        <Section id="retention" title={t('settings.retention')} about={t('retention.about')}>
          <RetentionSettings application={application} />
        </Section>
        <Section id="general" title={t('settings.general')}>
          <GeneralSettings application={application} />
        </Section>
        <Section id="delete" title={t('settings.delete')} about={t('remove.about')}>
          <DeleteApplication application={application} />
        </Section>
      </div>
    </div>
  )
}
