/**
 * The question that the explorer shows, as its URL holds it, and how to change a part of it. What
 * another kind of event could not use (columns, stack, the open event) goes when the kind changes.
 */
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

import { DEFAULT_EVENT, type ExplorerSearch } from '~/search-params'

/** What belongs to one kind of event alone. */
export const OF_ONE_EVENT = { cols: undefined, stack: undefined, panel: undefined, field: undefined, by: undefined } as const

const ROUTE = '/known/a/$applicationId/explorer'

/** Everything but which event is open: who walks from one to the next has nothing else drawn again. */
export function useExplorer() {
  const { applicationId } = useParams({ from: ROUTE })
  const search = useSearch({ from: ROUTE, select: withoutPanel, structuralSharing: true })
  return { applicationId, search, event: search.event ?? DEFAULT_EVENT, text: search.q ?? '' }
}

/** The key of the open event. */
export function useOpenKey(): string | undefined {
  return useSearch({ from: ROUTE, select: ({ panel }) => panel })
}

function withoutPanel({ panel: _, ...search }: ExplorerSearch): Omit<ExplorerSearch, 'panel'> {
  return search
}

/** Puts parts of the question into the URL. With `replace`, back does not undo it. */
export function useSetExplorer() {
  const navigate = useNavigate({ from: '/a/$applicationId/explorer' })
  return useCallback(
    (part: Partial<ExplorerSearch>, { replace = false } = {}) => {
      void navigate({ to: '.', search: (old) => ({ ...old, ...part }), replace, resetScroll: false })
    },
    [navigate],
  )
}

/** Asks with another search text; the event that was open is none of its any more. */
export function useSetText() {
  const set = useSetExplorer()
  return useCallback((text: string) => set({ q: text.trim() === '' ? undefined : text.trim() }), [set])
}
