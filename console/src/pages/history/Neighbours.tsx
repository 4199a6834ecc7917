/** The view before and the one after in the session, and which of how many this one is. */
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

import { loadEvents, type EventJson } from '~/api/queries'
import { dateOf, text, titleOf } from '~/lib/event'
import { term } from '~/lib/search-text'
import { DAY_MS } from '~/lib/time-range'
import classes from './Page.module.css'
import { useZone } from './use-zone'

const VIEWS_MAX = 500

export function Neighbours({ session, view, at }: { session: string; view: string; at: number }) {
  const { t } = useTranslation('history')
  const { applicationId = '' } = useParams({ strict: false })
  const { data } = useQuery({
    queryKey: ['views-of-session', applicationId, session],
    queryFn: ({ signal }) =>
      loadEvents({ application_id: applicationId, event: 'view', from: at - DAY_MS, to: at + DAY_MS, filter: term('session.id', session), limit: VIEWS_MAX }, signal),
    staleTime: 30_000,
  })
  const all = [...(data?.events ?? [])].sort((a, b) => (dateOf(a) ?? 0) - (dateOf(b) ?? 0))
  const index = all.findIndex((event) => text(event, 'view.id') === view)
  if (index === -1) return null
  const isAll = data?.cursor === undefined || data.cursor === null
  return (
    <nav className={classes.neighbours} aria-label={t('neighbours')}>
      <Neighbour event={all[index - 1]} sign="before" />
      {isAll && <span className="muted num">{t('place', { n: index + 1, all: all.length })}</span>}
      <Neighbour event={all[index + 1]} sign="after" />
    </nav>
  )
}

function Neighbour({ event, sign }: { event: EventJson | undefined; sign: 'before' | 'after' }) {
  const { t } = useTranslation('history')
  const { applicationId = '' } = useParams({ strict: false })
  const zone = useZone()
  const id = event && text(event, 'view.id')
  if (!event || !id) return null
  const at = dateOf(event) ?? 0
  const name = titleOf(event) ?? t('unnamed')
  return (
    <Link to="/a/$applicationId/views/$viewId" params={{ applicationId, viewId: id }} search={{ ...zone, from: at - DAY_MS, to: at + DAY_MS }} aria-label={t(sign, { name })}>
      {sign === 'before' ? `‹ ${name}` : `${name} ›`}
    </Link>
  )
}
