/**
 * A session or view with all its events: asked about the time that its link names, and, where it
 * does not lie there, about all time. While it goes on it is asked again and again, quietly.
 */
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'

import { ApiError } from '~/api/client'
import { session, view, type EventJson } from '~/api/queries'
import type { HistorySearch } from '~/search-params'
import { history, type History } from './history'

/** An SDK sends what happened within 30 s; so often is worth asking. */
const AGAIN_MS = 10_000
/** A session is over after so long without activity. */
const IDLE_MS = 15 * 60_000

export type Loaded = { history: History; session: EventJson | undefined; truncated: boolean; isRunning: boolean }
type Answer = { session?: { [key: string]: unknown } | null; events: { [key: string]: unknown }[]; truncated: boolean }

export function useSession(id: string) {
  return useHistory('session', id)
}

export function useView(id: string) {
  return useHistory('view', id)
}

function useHistory(kind: 'session' | 'view', id: string) {
  const { applicationId: application_id = '' } = useParams({ strict: false })
  const search: HistorySearch = useSearch({ strict: false })
  // The hint that its link gave: another time on this page asks for nothing else. A relative time is no hint.
  const hint = useMemo(() => ({ from: search.from?.toString(), to: search.to?.toString() }), [kind, id])
  const options = kind === 'session' ? session : view
  const again = { refetchInterval: (query: { state: { data?: Answer } }): number | false => (isRunning(query.state.data) ? AGAIN_MS : false) }
  const near = useQuery({ ...options({ application_id, id, ...hint }), ...again })
  const isElsewhere = hint.from !== undefined && near.error instanceof ApiError && near.error.status === 404
  const anywhere = useQuery({ ...options({ application_id, id }), ...again, enabled: isElsewhere })
  const query = isElsewhere ? anywhere : near
  const loaded = useMemo(() => query.data && read(query.data), [query.data])
  return { ...query, data: loaded } as UseQueryResult<Loaded>
}

function read(answer: Answer): Loaded {
  return {
    history: history(answer.events as EventJson[]),
    session: (answer.session ?? undefined) as EventJson | undefined,
    truncated: answer.truncated,
    isRunning: isRunning(answer),
  }
}

/** Its last view says that it is open, and something happened lately. */
function isRunning(answer: Answer | undefined): boolean {
  if (!answer) return false
  const events = answer.events as EventJson[]
  const last = events[events.length - 1]
  const lastMs = typeof last?.date === 'number' ? last.date : 0
  const isOpen = events.some(({ type, view }) => type === 'view' && (view as { is_active?: boolean } | undefined)?.is_active === true)
  return isOpen && Date.now() - lastMs < IDLE_MS
}
