/** Who may log in to this console, which scripts may ask it, and one's own password. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

import { me } from '~/api/queries'
import { Section } from '~/pages/applications/Section'
import { useMay } from '~/pages/applications/use-application'
import { ApiTokens } from './ApiTokens'
import { OwnPassword } from './OwnPassword'
import { PeopleList } from './PeopleList'
import classes from './people.module.css'

export function People() {
  const { t } = useTranslation('applications')
  const may = useMay()
  const { data } = useQuery(me())
  return (
    <div className={classes.page}>
      <h1>{t('people.title')}</h1>
      {may.known && !may.admin && (
        <p role="status" className={classes.note}>
          {t('apiTokens.hidden')}
        </p>
      )}
      {may.admin && (
        <>
          <Section id="people" title={t('people.people')} about={t('people.about')}>
            <PeopleList />
          </Section>
          <Section id="tokens" title={t('apiTokens.title')} about={t('apiTokens.about')}>
            <ApiTokens />
          </Section>
        </>
      )}
      {data?.email && (
        <Section id="password" title={t('people.own.title')}>
          <OwnPassword />
        </Section>
      )}
    </div>
  )
}
