/** The applications. */
import { useTranslation } from 'react-i18next'

export function Applications() {
  const { t } = useTranslation('applications')
  return <h1>{t('title')}</h1>
}
