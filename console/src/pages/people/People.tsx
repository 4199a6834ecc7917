/** Who may log in to this console, and which scripts may ask it. */
import { useTranslation } from 'react-i18next'

import { useMay } from '~/pages/applications/use-application'
import { Section } from '~/pages/applications/Section'
import { ApiTokens } from './ApiTokens'
import classes from './people.module.css'

export function People() {
  const { t } = useTranslation('applications')
  const may = useMay()
  return (
    <div className={classes.page}>
      <h1>{t('people.title')}</h1>
      {may.known && !may.admin && <p role="status">{t('apiTokens.hidden')}</p>}
      {may.admin && (
        <Section id="tokens" title={t('apiTokens.title')} about={t('apiTokens.about')}>
          <ApiTokens />
        </Section>
      )}
    </div>
  )
}
