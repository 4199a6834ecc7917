/** A view. */
import { useTranslation } from 'react-i18next'

export function ViewPage() {
  const { t } = useTranslation('history')
  return <h1>{t('title')}</h1>
}
