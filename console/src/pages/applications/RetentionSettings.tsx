/** How long each kind of event is kept. */
import { useTranslation } from 'react-i18next'

import type { Application } from './use-application'

export function RetentionSettings(_: { application: Application }) {
  const { t } = useTranslation('applications')
  return <p>{t('retention.serverSays')}</p>
}
