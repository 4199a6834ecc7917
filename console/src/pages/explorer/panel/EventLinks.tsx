/** Where else an event leads: its session, its view, everything of its person. */
import { IconAppWindow, IconListSearch, IconUser, IconUsers } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

import type { EventJson } from '~/api/queries'
import { idOf, text } from '~/lib/event'
import { term } from '~/lib/search-text'
import { useExplorer } from '../use-explorer'
import { dateOf } from '../event-key'
import classes from './EventPanel.module.css'

/** A session lasts four hours at most; so far around the event it is looked for. */
const AROUND_MS = 5 * 3_600_000
const ICON = { size: 14, stroke: 1.6, 'aria-hidden': true } as const

export function EventLinks({ event }: { event: EventJson }) {
  const { t } = useTranslation('explorer')
  const { applicationId, event: kind, search } = useExplorer()
  const [session, view] = [text(event, 'session.id'), text(event, 'view.id')]
  const time = { from: dateOf(event) - AROUND_MS, to: dateOf(event) + AROUND_MS, tz: search.tz }
  // There the event stays open, among what happened before and after it.
  const panel = kind === 'session' ? undefined : idOf(event)
  const here = { range: search.range, from: search.from, to: search.to, tz: search.tz }
  const person = personOf(event)
  return (
    <ul className={classes.links}>
      {session && (
        <li>
          <Link to="/a/$applicationId/sessions/$sessionId" params={{ applicationId, sessionId: session }} search={{ ...time, panel }}>
            <IconUsers {...ICON} /> {t(kind === 'session' ? 'panel.thisSession' : 'panel.session')}
          </Link>
        </li>
      )}
      {view && (
        <li>
          <Link to="/a/$applicationId/views/$viewId" params={{ applicationId, viewId: view }} search={{ ...time, panel: kind === 'view' ? undefined : panel }}>
            <IconAppWindow {...ICON} /> {t(kind === 'view' ? 'panel.thisView' : 'panel.view')}
          </Link>
        </li>
      )}
      {person && (
        <li>
          <Link to="/a/$applicationId/explorer" params={{ applicationId }} search={{ ...here, event: 'session', q: term(person.field, person.value) }}>
            <IconUser {...ICON} /> {t('panel.person')}
          </Link>
        </li>
      )}
      {session && kind === 'session' && (
        <li>
          <Link to="/a/$applicationId/explorer" params={{ applicationId }} search={{ ...time, event: 'error', q: term('session.id', session) }}>
            <IconListSearch {...ICON} /> {t('panel.errors')}
          </Link>
        </li>
      )}
    </ul>
  )
}

/** By the id that the app gave, else by the one that the SDK keeps on the device. */
function personOf(event: EventJson): { field: string; value: string } | undefined {
  for (const field of ['usr.id', 'usr.email', 'usr.anonymous_id']) {
    const value = text(event, field)
    if (value) return { field, value }
  }
  return undefined
}
