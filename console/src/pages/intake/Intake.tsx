/** What came in. */
import { useTranslation } from 'react-i18next'

export function Intake() {
  const { t } = useTranslation('intake')
  return <h1>{t('title')}</h1>
}
