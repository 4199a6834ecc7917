/** Which view it was: its address, how it was loaded, whose, where in the session, and its vitals. */
import { Link, useParams } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

import { text } from '~/lib/event'
import { DAY_MS } from '~/lib/time-range'
import { useFormat } from '~/lib/use-format'
import { Copy } from '~/ui/Copy'
import { Facts, useDeviceFacts, When, Who, type Fact } from './Facts'
import type { ViewSpan } from './history'
import { Neighbours } from './Neighbours'
import classes from './Page.module.css'
import { summarize } from './summary'
import type { Loaded } from './use-history'
import { Vitals } from './Vitals'
import { useZone } from './use-zone'

const LOADED_BY = ['initial_load', 'route_change', 'session_renewal', 'bf_cache', 'activity_display', 'activity_redisplay', 'fragment_display', 'fragment_redisplay', 'view_controller_display', 'view_controller_redisplay'] as const

export function ViewHeader({ view, loaded: { history, isRunning } }: { view: ViewSpan; loaded: Loaded }) {
  const { t } = useTranslation('history')
  const format = useFormat()
  const { applicationId = '' } = useParams({ strict: false })
  const zone = useZone()
  const summary = useMemo(() => summarize(history.items, undefined), [history])
  const device = useDeviceFacts(summary)
  const said = (view.item ?? view.items[0])?.event ?? {}
  const session = text(said, 'session.id')
  const at = Math.round(history.start + view.at)
  const [url, referrer, type] = [text(said, 'view.url'), text(said, 'view.referrer'), text(said, 'view.loading_type')]
  const known = LOADED_BY.find((one) => one === type)
  const facts: (Fact | undefined)[] = [
    { label: t('fact.when'), value: <When ms={at} /> },
    view.item?.durationNs === undefined ? undefined : { label: t('fact.length'), value: format.duration(view.item.durationNs) },
    type ? { label: t('fact.loadingType'), value: known ? t(`loadedBy.${known}`) : type } : undefined,
    { label: t('fact.who'), value: <Who summary={summary} /> },
    ...device,
  ]
  return (
    <header className={classes.header}>
      <div className={classes.top}>
        {session ? (
          <Link to="/a/$applicationId/sessions/$sessionId" params={{ applicationId, sessionId: session }} search={{ ...zone, from: at - DAY_MS, to: at + DAY_MS, panel: view.id }}>
            ← {t('toSession')}
          </Link>
        ) : (
          <span />
        )}
        {session && <Neighbours session={session} view={view.id} at={at} />}
        <span className={`${classes.id} mono muted`}>
          {view.id} <Copy text={view.id} label={t('copyId')} />
        </span>
      </div>
      <h1 className={classes.title}>
        <span className={classes.name} title={view.name}>{view.name ?? t('unnamed')}</span>
        {isRunning && <span className={classes.running}>{t('running')}</span>}
      </h1>
      <p className={classes.address}>
        {url && <span className="mono" title={url}>{url}</span>}
        {referrer && <span className="muted" title={referrer}>{t('cameFrom', { referrer })}</span>}
      </p>
      <Facts facts={facts} />
      {view.item ? <Vitals view={view.item.event} /> : <p className={classes.notice}>{t('viewMissing')}</p>}
    </header>
  )
}
