/** Any event. */
import { useTranslation } from 'react-i18next'

export function Explorer() {
  const { t } = useTranslation('explorer')
  return <h1>{t('title')}</h1>
}
