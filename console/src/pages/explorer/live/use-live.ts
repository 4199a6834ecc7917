/**
 * The live tail: asks again and again what is newest while the page is looked at. What comes is held
 * back while the reader reads, and counted, so that no row moves under their eyes.
 */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'

import { loadEvents, type EventJson } from '~/api/queries'
import { keyOf } from '../event-key'
import type { Asked } from '../questions'
import { before, countNew, merge } from './merge'

/** With what the server takes to make an event searchable, one is on screen within two seconds of its sending. */
const POLL_MS = 600
/** Views begin before they are sent, and clocks of visitors differ. */
const LOOK_BACK_MS = 15 * 60_000
const LOOK_AHEAD_MS = 60_000
const NEWEST = 100

type Live = { key: string; all: EventJson[]; shown: EventJson[] }

export function useLive(asked: Asked, pages: EventJson[], { on, held }: { on: boolean; held: boolean }) {
  const { applicationId, event, text } = asked
  const key = `${applicationId} ${event} ${text} ${on}`
  const [live, setLive] = useState<Live>({ key, all: [], shown: [] })
  const current = live.key === key ? live : { key, all: [], shown: [] }
  const { data, error } = useQuery({
    queryKey: ['live', applicationId, event, text],
    queryFn: ({ signal }) => {
      const now = Date.now()
      const time = { from: now - LOOK_BACK_MS, to: now + LOOK_AHEAD_MS }
      return loadEvents({ application_id: applicationId, event, ...time, filter: text || undefined, limit: NEWEST }, signal)
    },
    enabled: on,
    refetchInterval: on ? POLL_MS : false,
    structuralSharing: false,
    staleTime: 0,
    gcTime: 0,
  })
  useEffect(() => {
    if (!on || !data) return
    setLive((old) => {
      const known = old.key === key ? old : { key, all: [], shown: [] }
      const all = merge(known.all, data.events, event)
      const shown = held ? known.shown : all
      return known === old && all === old.all && shown === old.shown ? old : { key, all, shown }
    })
  }, [on, data, key, held, event])
  const show = () => setLive((old) => ({ ...old, shown: old.all }))
  const rows = useMemo(() => (on ? before(current.shown, pages, event) : pages), [on, current.shown, pages, event])
  const waiting = useMemo(() => (on && held ? countNew(current.all, rows, event) : 0), [on, held, current.all, rows, event])
  const newest = current.all[0] && keyOf(current.all[0], event)
  return { rows, waiting, show, newest, error: on ? error : null }
}
