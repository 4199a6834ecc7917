/** A session or view that is loading, cannot be found, or could not be loaded; else the thing itself. */
import type { UseQueryResult } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { ApiError } from '~/api/client'
import { Empty, Loaded as Shown } from '~/ui/Loaded'
import type { Loaded } from './use-history'
import { useRetention } from './use-retention'
import { useZone } from './use-zone'

type Props = {
  kind: 'session' | 'view'
  id: string
  query: UseQueryResult<Loaded>
  skeleton: ReactNode
  children: (loaded: Loaded) => ReactNode
}

export function HistoryState({ kind, id, query, skeleton, children }: Props) {
  const { t } = useTranslation('history')
  const { applicationId = '' } = useParams({ strict: false })
  if (query.data === undefined && query.error instanceof ApiError && query.error.status === 404) return <NotThere kind={kind} id={id} />
  return (
    <Shown query={query} queryKey={[kind, applicationId, id]} what={t(kind === 'session' ? 'readingSession' : 'readingView')} skeleton={<Headed kind={kind}>{skeleton}</Headed>}>
      {(loaded) => (loaded.history.items.length === 0 ? <NotThere kind={kind} id={id} /> : children(loaded))}
    </Shown>
  )
}

/** The page has its heading from the start: what is read aloud, and where the focus goes. */
function Headed({ kind, children }: { kind: 'session' | 'view'; children: ReactNode }) {
  const { t } = useTranslation('detail')
  return (
    <>
      <h1 className="visually-hidden">{t(kind === 'session' ? 'section.session' : 'kind.view')}</h1>
      {children}
    </>
  )
}

/** Never there, not yet there, or there no more. */
function NotThere({ kind, id }: { kind: 'session' | 'view'; id: string }) {
  const { t } = useTranslation('history')
  const { applicationId = '' } = useParams({ strict: false })
  const zone = useZone()
  const days = useRetention()('view')
  return (
    <Headed kind={kind}>
      <Empty title={t(kind === 'session' ? 'noSession' : 'noViewFound', { id })} hint={[t('notThere'), days === undefined ? '' : t('keptFor', { count: days })].join(' ')}>
        <Link to="/a/$applicationId/explorer" params={{ applicationId }} search={{ ...zone, event: kind }}>
          {t(kind === 'session' ? 'backToSessions' : 'backToViews')}
        </Link>
      </Empty>
    </Headed>
  )
}
