/** Sessions, views, users, and the share of views with errors: how many came and how it went. */
import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { records } from '~/api/ask'
import { question } from '~/api/queries'
import { FEW } from '~/lib/change'
import { useFormat } from '~/lib/use-format'
import { Loaded } from '~/ui/Loaded'
import { Tile } from '~/ui/Tile'
import { ofCount, ofShare } from './noise'
import classes from './Overview.module.css'
import { shares, values } from './over-time'
import { earlier, FAILED, sessions, sessionsOverTime, sparkStep, totals, totalsOverTime, USER_FIELDS } from './questions'
import { useOverview, useReading } from './use-overview'

export function Totals() {
  const { t } = useTranslation('overview')
  const reading = useReading()
  const { asking } = useOverview()
  const now = useQuery(question(totals(asking)))
  // Both or neither: a tile has no dash for what is only late.
  const visits = useQuery(question(sessions(asking)))
  const late = visits.isPending ? visits : now
  const skeleton = (
    <div className={classes.four}>
      {[1, 2, 3, 4].map((key) => <Skeleton key={key} height={142} radius={6} />)}
    </div>
  )
  return (
    <section aria-label={t('tiles.heading')}>
      <Loaded query={late} queryKey={question(totals(asking)).queryKey} what={reading} skeleton={skeleton}>
        {() => (
          <div className={classes.four}>
            <Tiles />
          </div>
        )}
      </Loaded>
    </section>
  )
}

type Counts = { views: number; anonymous: number; signed_in: number; failed: number; sessions: number | undefined }

/** Of this time or of the one before; undefined until it is there. */
function useCounts(asking: Parameters<typeof totals>[0]): { counts: Counts | undefined; stale: boolean } {
  const ofViews = useQuery(question(totals(asking)))
  const ofSessions = useQuery(question(sessions(asking)))
  const row = ofViews.data && records(ofViews.data)[0]
  const stale = ofViews.isPlaceholderData || ofSessions.isPlaceholderData
  if (!row) return { counts: undefined, stale }
  const number = (name: string) => Number(row[name] ?? 0)
  const counted = ofSessions.data ? Number(ofSessions.data.rows[0]?.[0] ?? 0) : undefined
  const counts = {
    views: number('views'), anonymous: number('anonymous'), signed_in: number('signed_in'), failed: number('failed'),
    sessions: counted,
  }
  return { counts, stale }
}

function useCourse() {
  const { asking } = useOverview()
  const ofViews = useQuery(question(totalsOverTime(asking))).data
  const ofSessions = useQuery(question(sessionsOverTime(asking))).data
  const step = sparkStep(asking.range)
  const views = (name: string) => (ofViews ? values(ofViews, name, asking.range, step) : undefined)
  return { views, sessions: ofSessions && values(ofSessions, 'sessions', asking.range, step) }
}

function Tiles() {
  const { t } = useTranslation('overview')
  const { asking, explorer, series } = useOverview()
  const format = useFormat()
  const course = useCourse()
  const { counts: now, stale } = useCounts(asking)
  const { counts: then } = useCounts(earlier(asking))
  if (!now) return null
  // Without anonymous ids, those who signed in are all that can be told apart.
  const byId = now.anonymous === 0 && now.signed_in > 0
  const users = byId ? 'signed_in' : 'anonymous'
  const userField = byId ? USER_FIELDS.signedIn : USER_FIELDS.anonymous
  const cluster = (counts: Counts) => counts.views / (counts.sessions || counts.views || 1)
  const count = (value: number | undefined, each = 1) => value === undefined ? undefined : { value, deviation: ofCount(value, each) }
  const share = ({ failed, views }: Counts) => (views > 0 ? failed / views : null)
  const enough = then && Math.min(now.views, then.views) >= FEW
  const error = (counts: Counts) => ({ value: share(counts), n: counts.views, deviation: ofShare(counts.failed, counts.views, cluster(counts)) })
  const failed = course.views('failed')
  const views = course.views('views')
  return (
    <>
      <Tile label={t('tiles.sessions')} title={t('tiles.sessionsTitle')} {...count(now.sessions)} value={now.sessions} before={then ? count(then.sessions) : 'loading'} trend={course.sessions ?? []} link={explorer({ event: 'session' })} stale={stale}>
        <Note>{now.sessions && now[users] ? t('tiles.sessionsEach', { value: format.count(round(now.sessions / now[users])) }) : ' '}</Note>
      </Tile>
      <Tile label={t('tiles.views')} title={t('tiles.viewsTitle')} {...count(now.views, cluster(now))} value={now.views} before={then ? count(then.views, cluster(then)) : 'loading'} trend={views ?? []} link={explorer({ event: 'view' })} stale={stale}>
        <Note>{now.sessions ? t('tiles.viewsEach', { value: format.count(round(now.views / now.sessions)) }) : ' '}</Note>
      </Tile>
      <Tile label={t('tiles.users')} title={t(byId ? 'tiles.usersById' : 'tiles.usersTitle')} {...count(now[users])} value={now[users] || null} before={then ? count(then[users]) : 'loading'} trend={course.views(users) ?? []} link={series({ event: 'view', fn: 'cardinality', field: userField })} stale={stale}>
        <Note>
          <Link {...series({ event: 'view', fn: 'cardinality', field: USER_FIELDS.signedIn })}>{t('tiles.signedIn', { value: format.count(now.signed_in) })}</Link>
        </Note>
      </Tile>
      <Tile label={t('tiles.failed')} title={t('tiles.failedTitle')} unit="share" {...error(now)} before={!then ? 'loading' : enough ? error(then) : { value: null }} better="less" trend={failed && views ? shares(failed, views) : []} link={explorer({ event: 'view', q: FAILED })} stale={stale}>
        <Note>{t('tiles.failedViews', { value: format.count(now.failed) })}</Note>
      </Tile>
    </>
  )
}

const Note = ({ children }: { children: ReactNode }) => <div className={`${classes.note} num`}>{children}</div>

const round = (value: number) => Math.round(value * 10) / 10
