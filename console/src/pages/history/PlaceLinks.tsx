/** From an event to where it belongs: its view, its session, its user's sessions, its trace, the action behind it. */
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

import { idOf, text, texts } from '~/lib/event'
import { term } from '~/lib/search-text'
import { DAY_MS } from '~/lib/time-range'
import { EVENTS } from '~/search-params'
import { Copy } from '~/ui/Copy'
import type { Item } from './history'
import classes from './EventPanel.module.css'
import { useZone } from './use-zone'

export function PlaceLinks({ item, start }: { item: Item; start: number }) {
  const { t } = useTranslation('history')
  const { applicationId = '', sessionId, viewId } = useParams({ strict: false })
  const zone = useZone()
  const { event } = item
  const at = start + item.at
  const time = { from: at - DAY_MS, to: at + DAY_MS }
  const [session, trace] = [text(event, 'session.id'), text(event, '_dd.trace_id') ?? text(event, 'dd.trace_id')]
  const user = text(event, 'usr.id')
  const anonymous = text(event, 'usr.anonymous_id')
  const who = user ? term('usr.id', user) : anonymous ? term('usr.anonymous_id', anonymous) : undefined
  const [action] = item.kind === 'action' ? [] : texts(event, 'action.id')
  const kind = EVENTS.find((one) => one === item.kind)
  const isShown = (id: string | undefined, here: string | undefined) => id !== undefined && id !== here
  return (
    <nav className={classes.links} aria-label={t('links')}>
      {item.view !== undefined && isShown(item.view, viewId) && (
        <Link to="/a/$applicationId/views/$viewId" params={{ applicationId, viewId: item.view }} search={{ ...zone, ...time, panel: item.kind === 'view' ? undefined : item.key }}>
          {t('toView')}
        </Link>
      )}
      {session !== undefined && isShown(session, sessionId) && (
        <Link to="/a/$applicationId/sessions/$sessionId" params={{ applicationId, sessionId: session }} search={{ ...zone, ...time, panel: item.key }}>
          {t('toSession')}
        </Link>
      )}
      {action && sessionId && (
        <Link to="." search={(old: object) => ({ ...old, panel: action })}>
          {t('toAction')}
        </Link>
      )}
      {who && (
        <Link to="/a/$applicationId/explorer" params={{ applicationId }} search={{ ...zone, event: 'session', q: who, range: '30d' }}>
          {t('toUser')}
        </Link>
      )}
      {kind && session && (
        <Link to="/a/$applicationId/explorer" params={{ applicationId }} search={{ ...zone, event: kind, q: term('session.id', session), ...time, panel: idOf(event) }}>
          {t('toExplorer')}
        </Link>
      )}
      {trace && (
        <span className={classes.trace}>
          {t('trace')} <Copy text={trace} label={t('copyTrace')} />
        </span>
      )}
    </nav>
  )
}
