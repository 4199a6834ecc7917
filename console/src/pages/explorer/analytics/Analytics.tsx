/** Numbers of events. */
import { useTranslation } from 'react-i18next'

export function Analytics() {
  const { t } = useTranslation('analytics')
  return <h2>{t('title')}</h2>
}
