/** One application in the list: its name, and a line of health whose every number is a link. */
import { ActionIcon, Skeleton, Tooltip } from '@mantine/core'
import { IconSettings } from '@tabler/icons-react'
import { useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import type { Answer } from '~/api/ask'
import { intake, question } from '~/api/queries'
import { useClock } from '~/lib/clock'
import { resolve } from '~/lib/time-range'
import { useFormat } from '~/lib/use-format'
import { rateText } from '~/pages/intake/outcome'
import { Sparkline } from '~/ui/Sparkline'
import classes from './applications.module.css'
import { typeName } from './application-type'
import { countQuestion, health, LAST_EVENT_KINDS, lastEventQuestion } from './health'
import type { Application } from './use-application'

export function ApplicationRow({ application }: { application: Application }) {
  const { t } = useTranslation('applications')
  const { application_id: applicationId, name } = application
  const now = useClock()
  const last = useLastEvent(applicationId, now)
  const type = typeName(application.type)
  return (
    <tr>
      <th scope="row" className={classes.name}>
        <Link to="/a/$applicationId/overview" params={{ applicationId }}>
          {name}
        </Link>
        <span className="muted">{type ? t(`type.${type}`) : application.type}</span>
      </th>
      <Arriving applicationId={applicationId} now={now} last={last} />
      <Counted applicationId={applicationId} now={now} event="session" label={t('list.sessions')} />
      <Counted applicationId={applicationId} now={now} event="error" label={t('list.errors')} />
      <td className={classes.actions}>
        <Tooltip label={t('settings.title')}>
          <ActionIcon
            renderRoot={(props) => <Link to="/a/$applicationId/settings" params={{ applicationId }} {...props} />}
            variant="subtle"
            color="gray"
            aria-label={t('list.settings', { name })}
          >
            <IconSettings size={16} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      </td>
    </tr>
  )
}

/** The latest date of any kind; null when there is none, undefined as long as it is not known. */
function useLastEvent(applicationId: string, now: number): number | null | undefined {
  return useQueries({
    queries: LAST_EVENT_KINDS.map((event) => question(lastEventQuestion(applicationId, event, now))),
    combine: (all: UseQueryResult<Answer>[]) => {
      const found = all.map(({ data }) => data?.rows[0]?.[0])
      if (found.some((date) => date === undefined)) return undefined
      const dates = found.filter((date) => typeof date === 'number')
      return dates.length === 0 ? null : Math.max(...dates)
    },
  })
}

type ArrivingProps = { applicationId: string; now: number; last: number | null | undefined }

function Arriving({ applicationId, now, last }: ArrivingProps) {
  const { t } = useTranslation('applications')
  const format = useFormat()
  const { from, to } = resolve({ range: '1h' }, now)
  const { data } = useQuery(intake({ application_id: applicationId, from, to, interval: '1m' }))
  const said = data && health(data, now)
  const state = last === null ? 'waiting' : said && said.perMinute > 0 ? 'receiving' : 'quiet'
  const params = { applicationId }
  return (
    <>
      <Figure label={t('list.perMinute')}>
        {said && last !== undefined ? (
          <Link to="/a/$applicationId/intake" params={params} search={{ range: '1h' }} className={classes.rate}>
            <span className={classes.spark} title={t('list.sparkline')}>
              <Sparkline values={said.minutes} height={18} />
            </span>
            <span className="num">{rateText(said.perMinute, format.count)}</span>
            <span className={classes.state} data-state={state}>
              {t(`list.${state}`)}
            </span>
          </Link>
        ) : undefined}
      </Figure>
      <Figure label={t('list.last')}>
        {last === undefined ? undefined : last === null ? (
          <Link to="/a/$applicationId/setup" params={params}>
            {t('list.setUp')}
          </Link>
        ) : (
          <Tooltip label={format.moment(last)}>
            <Link to="/a/$applicationId/explorer" params={params} search={{ event: 'view', range: lengthTo(last) }}>
              {format.ago(last)}
            </Link>
          </Tooltip>
        )}
      </Figure>
      <Figure label={t('list.dropped')}>
        {said && (
          <Link to="/a/$applicationId/intake" params={params} search={{ range: '1h' }} className={said.lost > 0 ? 'needs_improvement' : 'muted'}>
            {format.count(said.lost)}
          </Link>
        )}
      </Figure>
    </>
  )
}

/** A length of time in which the last event lies. */
function lengthTo(last: number): string {
  const hours = (Date.now() - last) / 3_600_000
  return hours < 1 ? '1h' : hours < 24 ? '24h' : '30d'
}

type CountedProps = { applicationId: string; now: number; event: 'session' | 'error'; label: string }

function Counted({ applicationId, now, event, label }: CountedProps) {
  const format = useFormat()
  const { data } = useQuery(question(countQuestion(applicationId, event, resolve({ range: '24h' }, now))))
  const count = data?.rows[0]?.[0]
  return (
    <Figure label={label}>
      {typeof count === 'number' && (
        <Link to="/a/$applicationId/explorer" params={{ applicationId }} search={{ event, range: '24h' }} className={count === 0 ? 'muted' : undefined}>
          {format.count(count)}
        </Link>
      )}
    </Figure>
  )
}

/** A cell; in a narrow window its heading stands beside it. */
function Figure({ label, children }: { label: string; children: ReactNode }) {
  return (
    <td className={`${classes.number} num`} data-label={label}>
      {children === undefined || children === false ? <Skeleton height={12} width={48} ml="auto" /> : children}
    </td>
  )
}
