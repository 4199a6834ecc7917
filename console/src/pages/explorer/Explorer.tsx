/** Any event: as a list, or as numbers. Which of the two is in the URL. */
import { useSearch } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'

const Analytics = lazy(() => import('./analytics/Analytics').then((file) => ({ default: file.Analytics })))

export function Explorer() {
  const { t } = useTranslation('explorer')
  const { tab } = useSearch({ from: '/known/a/$applicationId/explorer' })
  return (
    <>
      <h1>{t('title')}</h1>
      {tab === 'analytics' && (
        <Suspense>
          <Analytics />
        </Suspense>
      )}
    </>
  )
}
