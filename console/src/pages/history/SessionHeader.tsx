/** Whose session it was, where, with what, when, how long, and how it went. */
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

import { number, text } from '~/lib/event'
import type { TimeSearch } from '~/lib/time-range'
import { useFormat } from '~/lib/use-format'
import { Copy } from '~/ui/Copy'
import { Facts, useDeviceFacts, When, Who } from './Facts'
import { isFrustrated } from './marks'
import classes from './Page.module.css'
import { summarize } from './summary'
import type { Loaded } from './use-history'
import { useZone } from './use-zone'

type Props = { id: string; loaded: Loaded; onNextError: () => void; onNextFrustration: () => void }

export function SessionHeader({ id, loaded: { history, session, isRunning }, onNextError, onNextFrustration }: Props) {
  const { t } = useTranslation('history')
  const format = useFormat()
  const summary = useMemo(() => summarize(history.items, session), [history, session])
  const frustrated = useMemo(() => history.items.filter(isFrustrated).length, [history])
  const { counts } = history
  const length = (session && number(session, 'session.duration')) ?? history.length * 1e6
  const device = useDeviceFacts(summary)
  const counted = (key: 'view' | 'action' | 'error' | 'frustration', count: number) => t(`counted.${key}`, { count, n: format.count(count) })
  return (
    <header className={classes.header}>
      <div className={classes.top}>
        <BackToSessions />
        <span className={`${classes.id} mono muted`}>
          {id} <Copy text={id} label={t('copyId')} />
        </span>
      </div>
      <h1 className={classes.title}>
        <Who summary={summary} />
        {isRunning && (
          <span className={classes.running} role="status">
            {t('running')}
          </span>
        )}
      </h1>
      <Facts
        facts={[
          { label: t('fact.when'), value: <When ms={history.start} /> },
          { label: t('fact.length'), value: format.duration(length) },
          {
            label: t('fact.happened'),
            value: (
              <>
                {counted('view', counts.view)}, {counted('action', counts.action)},{' '}
                {counts.error === 0 ? counted('error', 0) : <Jump tone="poor" label={counted('error', counts.error)} title={t('nextError')} onClick={onNextError} />}
                {frustrated > 0 && ', '}
                {frustrated > 0 && <Jump tone="needs_improvement" label={counted('frustration', frustrated)} title={t('nextFrustration')} onClick={onNextFrustration} />}
              </>
            ),
          },
          ...device,
        ]}
      />
      {session && text(session, 'session.type') === 'synthetics' && <p className="muted">{t('synthetic')}</p>}
    </header>
  )
}

/** A count that leads to what it counts, from one to the next. */
function Jump({ tone, label, title, onClick }: { tone: string; label: string; title: string; onClick: () => void }) {
  return (
    <button type="button" className={`${classes.jump} ${tone}`} title={title} onClick={onClick}>
      {label}
    </button>
  )
}

/** To the list that most people come from, with its time. */
export function BackToSessions() {
  const { t } = useTranslation('history')
  const { applicationId = '' } = useParams({ strict: false })
  const zone = useZone()
  const { range, from, to }: TimeSearch = useSearch({ strict: false })
  return (
    <Link to="/a/$applicationId/explorer" params={{ applicationId }} search={{ ...zone, event: 'session', range, from, to }}>
      ← {t('backToSessions')}
    </Link>
  )
}
