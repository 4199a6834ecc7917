/** What typed text can mean besides the name of a command: an id, a length of time, a search. */
import { useNavigate, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

import { idTerms } from '~/lib/search-text'
import { readLength } from '~/lib/time-range'
import { useFormat } from '~/lib/use-format'
import { useSetTime } from '~/lib/use-time'
import { useCarriedTime } from '../places'
import type { Command } from './commands'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** What is surely meant comes before the commands, a search after them. */
export function useFound(typed: string): { first: Command[]; last: Command[] } {
  const { t } = useTranslation('shell')
  const { applicationId } = useParams({ strict: false })
  const navigate = useNavigate()
  const time = useCarriedTime()
  const setTime = useSetTime()
  const format = useFormat()
  const text = typed.trim()
  if (!applicationId || text === '') return { first: [], last: [] }
  const group = 'found' as const
  if (UUID.test(text)) {
    const id = text.toLowerCase()
    // A session or a view is found whenever it was: the time of the page is no part of it.
    const session = () => void navigate({ to: '/a/$applicationId/sessions/$sessionId', params: { applicationId, sessionId: id }, search: { tz: time.tz } })
    const view = () => void navigate({ to: '/a/$applicationId/views/$viewId', params: { applicationId, viewId: id }, search: { tz: time.tz } })
    const first = [
      { id: 'session', group, label: t('palette.openSession', { id }), run: session },
      { id: 'view', group, label: t('palette.openView', { id }), run: view },
    ]
    return { first, last: [] }
  }
  const range = readLength(text)
  const length = range ? [{ id: 'length', group, label: t('time.last', { length: format.length(range) }), run: () => setTime({ range }) }] : []
  const search = (event: 'view' | 'error') => () =>
    void navigate({ to: '/a/$applicationId/explorer', params: { applicationId }, search: { ...time, event, q: text } })
  const ids = idTerms(text).map((term) => ({
    id: `sessions ${term}`,
    group,
    label: t('palette.sessionsOf', { term }),
    run: () => void navigate({ to: '/a/$applicationId/explorer', params: { applicationId }, search: { ...time, event: 'session', q: term } }),
  }))
  const last = [
    ...ids,
    { id: 'search views', group, label: t('palette.searchViews', { text }), run: search('view') },
    { id: 'search errors', group, label: t('palette.searchErrors', { text }), run: search('error') },
  ]
  return { first: length, last }
}
