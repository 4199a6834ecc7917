/** What the browser's tab is called: the page, the application, Solera. */
import { useQuery } from '@tanstack/react-query'
import { useLocation, useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'

import { applications } from '~/api/queries'
import { PLACES } from './places'

export function usePageTitle() {
  const { t } = useTranslation('shell')
  const { applicationId } = useParams({ strict: false })
  const { data } = useQuery(applications())
  const part = useLocation({ select: ({ pathname }) => pathname.split('/').slice(1) })
  const isSessions = useLocation({ select: ({ search }) => (search as { event?: string }).event === 'session' })
  const application = data?.find(({ application_id }) => application_id === applicationId)?.name
  const [area, second, page, id] = part
  const place = PLACES.find(({ name }) => name === page)?.name
  const named = () => {
    if (page === 'sessions' && id) return t('title.session', { id: id.slice(0, 8) })
    if (page === 'views' && id) return t('title.view', { id: id.slice(0, 8) })
    if (place === 'explorer' && isSessions) return t('nav.sessions')
    if (place) return t(`nav.${place}`)
    if (page === 'setup') return t('title.setup')
    if (area === 'applications') return t(second === 'new' ? 'createApplication' : 'allApplications')
    if (area === 'people') return t('people')
    return area === 'components' ? t('components.title') : undefined
  }
  const title = [named(), application, 'Solera'].filter(Boolean).join(' · ')
  useEffect(() => void (document.title = title), [title])
}
