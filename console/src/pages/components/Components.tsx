/** The parts that pages are made of. */
import { useTranslation } from 'react-i18next'

export function Components() {
  const { t } = useTranslation('overview')
  return <h1>{t('title')}</h1>
}
