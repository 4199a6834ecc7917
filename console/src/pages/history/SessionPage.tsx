/** A session. */
import { useTranslation } from 'react-i18next'

export function SessionPage() {
  const { t } = useTranslation('history')
  return <h1>{t('title')}</h1>
}
