/** What every part of the page asks about, and how it leads on: from the URL, and into it. */
import type { LinkProps } from '@tanstack/react-router'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

import { onlyThis, without, withoutField } from '~/lib/search-terms'
import type { TimeRange } from '~/lib/time-range'
import { useFormat } from '~/lib/use-format'
import { useTimeRange } from '~/lib/use-time'
import type { ExplorerSearch, OverviewSearch } from '~/search-params'
import { sayLength } from './length'
import { toExplorer, toMoment, toSeries } from './links'
import type { Asking, ErrorsBy } from './questions'

const ROUTE = '/known/a/$applicationId/overview'

export function useOverview() {
  const { applicationId } = useParams({ from: ROUTE })
  const search = useSearch({ from: ROUTE })
  const { timeZone } = useFormat()
  const range = useTimeRange()
  const q = search.q?.trim() ?? ''
  const asking: Asking = useMemo(() => ({ applicationId, range, q, timeZone }), [applicationId, range, q, timeZone])
  const links = useMemo(() => linksOf(applicationId, search, range), [applicationId, search, range])
  return { applicationId, asking, search, ...links }
}

/** What a slow question reads, in words. */
export function useReading(): string {
  const { t } = useTranslation('overview')
  const { locale } = useFormat()
  const { from, to } = useTimeRange()
  return t('reading', { length: sayLength(to - from, locale) })
}

function linksOf(applicationId: string, search: OverviewSearch, range: TimeRange) {
  const link = (found: ExplorerSearch): LinkProps => ({
    to: '/a/$applicationId/explorer',
    params: { applicationId },
    search: found,
  })
  return {
    /** The page's question and what this number adds to it. */
    explorer: (more: ExplorerSearch) => link(toExplorer(search, more)),
    /** The same, over time. */
    series: (more: ExplorerSearch) => link(toSeries(search, more)),
    /** The same, of one stretch of the page's time. */
    moment: (from: number, step: number, more: ExplorerSearch) => link(toMoment(search, range, from, step, more)),
  }
}

/** Changes the page's own search; Back undoes it. */
export function useNarrow() {
  const navigate = useNavigate({ from: '/a/$applicationId/overview' })
  return useMemo(() => {
    const change = (make: (q: string) => string) =>
      void navigate({ to: '.', search: (old) => ({ ...old, q: make(old.q ?? '') || undefined }) })
    return {
      setText: (text: string) => change(() => text.trim()),
      /** Only this value of the field; undefined is any. */
      only: (field: string, value: string | null | undefined) =>
        change((q) => (value === undefined ? withoutField(q, field) : onlyThis(q, field, value))),
      leaveOut: (field: string, value: string | null) => change((q) => without(q, field, value)),
      stackErrors: (errors: ErrorsBy) => void navigate({ to: '.', search: (old) => ({ ...old, errors }), replace: true }),
    }
  }, [navigate])
}
