/** An address may name an application that is not there any more: said once here, for all its pages. */
import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

import { applications } from '~/api/queries'
import { Empty } from '~/ui/Loaded'

export function ApplicationGate() {
  const { t } = useTranslation('shell')
  const { applicationId } = useParams({ strict: false })
  const { data } = useQuery(applications())
  // The page need not wait for the list: most addresses are right.
  if (!data || data.some(({ application_id }) => application_id === applicationId)) return <Outlet />
  return (
    <Empty title={t('noApplication.title')} hint={t('noApplication.hint')}>
      <Link to="/applications">{t('notFound.back')}</Link>
    </Empty>
  )
}
