/**
 * A live dot that waits for an event of this application and turns into it. Looks every second
 * until one is there, then now and then; after a minute without one it says what to look at.
 */
import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { intake, loadEvents } from '~/api/queries'
import { DAY_MS } from '~/lib/time-range'
import { useFormat } from '~/lib/use-format'
import { totals, type Outcomes } from '~/pages/intake/outcome'
import { Failed } from '~/ui/Loaded'
import { Panel } from '~/ui/Panel'
import { ArrivedEvent } from './ArrivedEvent'
import { Checks } from './Checks'
import { firstKind, type FirstKind } from './first-event'
import classes from './FirstEvent.module.css'
import type { Application } from './use-application'

const WAITING_MS = 1000
const ARRIVED_MS = 5000
const CHECKS_AFTER_MS = 60_000
/** One visit brings about so many; with more, nobody looks at a first one. */
const FIRST_FEW = 100

export function FirstEvent({ application }: { application: Application }) {
  const { t } = useTranslation('applications')
  const { application_id: applicationId } = application
  const arriving = useQuery({
    ...intake({ application_id: applicationId }),
    refetchInterval: ({ state }) => (state.data && totals(state.data.outcomes).accepted > 0 ? ARRIVED_MS : WAITING_MS),
    staleTime: 0,
  })
  const kind = arriving.data && firstKind(arriving.data.outcomes)
  return (
    <Panel title={t('event.title')}>
      {arriving.data === undefined && arriving.isError ? (
        <Failed error={arriving.error} onRetry={() => void arriving.refetch()} />
      ) : arriving.data === undefined ? (
        <Skeleton height={72} />
      ) : kind ? (
        <Arrived applicationId={applicationId} kind={kind} outcomes={arriving.data} />
      ) : (
        <Waiting application={application} outcomes={arriving.data} />
      )}
    </Panel>
  )
}

function Waiting({ application, outcomes }: { application: Application; outcomes: Outcomes }) {
  const { t } = useTranslation('applications')
  const isNew = Date.now() - application.created_ms < DAY_MS
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), CHECKS_AFTER_MS)
    return () => clearTimeout(timer)
  }, [])
  const { lost } = totals(outcomes.outcomes)
  return (
    <>
      <p className={classes.state} role="status">
        <span className={classes.dot} aria-hidden />
        {isNew ? t('event.waiting') : t('event.waitingAgain')}
      </p>
      <p className="muted">{t('event.looks')}</p>
      {(late || lost > 0) && <Checks application={application} outcomes={outcomes} />}
    </>
  )
}

type ArrivedProps = { applicationId: string; kind: FirstKind; outcomes: Outcomes }

function Arrived({ applicationId, kind, outcomes }: ArrivedProps) {
  const { t } = useTranslation('applications')
  const format = useFormat()
  const { accepted } = totals(outcomes.outcomes)
  const event = useQuery({
    queryKey: ['newest', applicationId, kind, accepted],
    queryFn: ({ signal }) => {
      const now = Date.now()
      return loadEvents({ application_id: applicationId, event: kind, from: now - 30 * DAY_MS, to: now + DAY_MS, limit: 1 }, signal)
    },
    placeholderData: (before) => before,
  })
  const newest = event.data?.events[0]
  return (
    <>
      <p className={classes.state} role="status">
        <span className={classes.dot} data-arrived aria-hidden />
        {accepted > FIRST_FEW ? t('event.arrivedAgain') : t('event.arrived')}
      </p>
      {newest ? (
        <ArrivedEvent applicationId={applicationId} kind={kind} event={newest} />
      ) : event.isError ? (
        <Failed error={event.error} onRetry={() => void event.refetch()} />
      ) : (
        <Skeleton height={120} />
      )}
      <p className={`${classes.soFar} muted num`}>{t('event.soFar', { n: format.count(accepted) })}</p>
    </>
  )
}
