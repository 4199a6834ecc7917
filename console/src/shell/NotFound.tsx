/** A URL that leads nowhere. */
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

import { Empty } from '~/ui/Loaded'

export function NotFound() {
  const { t } = useTranslation('shell')
  return (
    <Empty title={t('notFound.title')} hint={t('notFound.hint')}>
      <Link to="/applications">{t('notFound.back')}</Link>
    </Empty>
  )
}
