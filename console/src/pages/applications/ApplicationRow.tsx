/** One application in the list: its name, and a line of health whose every number is a link. */
import { ActionIcon, Skeleton, Tooltip } from '@mantine/core'
import { IconSettings } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import type { Schemas } from '~/api/client'
import { health, intake, question } from '~/api/queries'
import { useClock } from '~/lib/clock'
import { NONE } from '~/lib/format'
import { resolve } from '~/lib/time-range'
import { useFormat } from '~/lib/use-format'
import { useSentence } from '~/ui/Loaded'
import { Sparkline } from '~/ui/Sparkline'
import classes from './applications.module.css'
import { typeName } from './application-type'
import { countQuestion, lostLastHour, perMinute, stateOf } from './health'
import type { Application } from './use-application'

const HEALTH_MS = 15_000

export function ApplicationRow({ application }: { application: Application }) {
  const { t } = useTranslation('applications')
  const { application_id: applicationId, name } = application
  const now = useClock()
  const type = typeName(application.type)
  return (
    <tr>
      <th scope="row" className={classes.name}>
        <Link to="/a/$applicationId/overview" params={{ applicationId }}>
          {name}
        </Link>
        <span className="muted">{type ? t(`type.${type}`) : application.type}</span>
      </th>
      <Arriving applicationId={applicationId} now={now} />
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

/** Rate, last event and drops, as the server tells them of now. */
function Arriving({ applicationId, now }: { applicationId: string; now: number }) {
  const { t } = useTranslation('applications')
  const format = useFormat()
  const { data, error } = useQuery({ ...health(applicationId), refetchInterval: HEALTH_MS })
  const last = data?.last_received_ms
  const lost = data && lostLastHour(data)
  const params = { applicationId }
  return (
    <>
      <Figure label={t('list.perMinute')} error={error}>{data && <Rate applicationId={applicationId} now={now} told={data} />}</Figure>
      <Figure label={t('list.last')} error={error}>
        {data &&
          (last == null ? (
            <Link to="/a/$applicationId/setup" params={params}>
              {t('list.setUp')}
            </Link>
          ) : (
            <Tooltip label={format.moment(last)}>
              <Link to="/a/$applicationId/explorer" params={params} search={{ event: 'view', range: lengthTo(last) }}>
                {format.ago(last)}
              </Link>
            </Tooltip>
          ))}
      </Figure>
      <Figure label={t('list.dropped')} error={error}>
        {lost !== undefined && (
          <Link to="/a/$applicationId/intake" params={params} search={{ range: '1h' }} className={lost > 0 ? 'needs_improvement' : 'muted'}>
            {format.count(lost)}
          </Link>
        )}
      </Figure>
    </>
  )
}

type RateProps = { applicationId: string; now: number; told: Schemas['ApplicationHealth'] }

function Rate({ applicationId, now, told }: RateProps) {
  const { t } = useTranslation('applications')
  const format = useFormat()
  const range = resolve({ range: '1h' }, now)
  const { data } = useQuery(intake({ application_id: applicationId, ...range, interval: '1m' }))
  const state = stateOf(told)
  return (
    <Link to="/a/$applicationId/intake" params={{ applicationId }} search={{ range: '1h' }} className={classes.rate}>
      <span className={classes.spark} title={t('list.sparkline')}>
        {data && <Sparkline values={perMinute(data.series ?? [], range)} height={18} />}
      </span>
      <span className="num">{format.count(told.events_last_minute)}</span>
      <span className={classes.state} data-state={state}>
        {t(`list.${state}`)}
      </span>
    </Link>
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
  const { data, error } = useQuery(question(countQuestion(applicationId, event, resolve({ range: '24h' }, now))))
  const count = data?.rows[0]?.[0]
  return (
    <Figure label={label} error={error}>
      {typeof count === 'number' && (
        <Link to="/a/$applicationId/explorer" params={{ applicationId }} search={{ event, range: '24h' }} className={count === 0 ? 'muted' : undefined}>
          {format.count(count)}
        </Link>
      )}
    </Figure>
  )
}

type FigureProps = { label: string; error: Error | null; children: ReactNode }

/** A cell; in a narrow window its heading stands beside it. What could not be loaded is no value. */
function Figure({ label, error, children }: FigureProps) {
  const sentence = useSentence(error)
  const isThere = children !== undefined && children !== false
  return (
    <td className={`${classes.number} num`} data-label={label}>
      {isThere ? children : error ? <span title={sentence}>{NONE}</span> : <Skeleton height={12} width={48} ml="auto" />}
    </td>
  )
}
