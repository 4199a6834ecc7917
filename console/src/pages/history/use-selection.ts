/** Which event is open and which kinds are hidden: in the URL, so that it can be shared. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'

import { KINDS, type Kind } from '~/lib/event'
import type { HistorySearch } from '~/search-params'
import type { History, Item } from './history'

export function useSelection({ byKey }: History) {
  const { panel }: HistorySearch = useSearch({ strict: false })
  const change = useChange()
  // The explorer names an event by its time and its id; here the id is enough.
  const selected = panel === undefined ? undefined : (byKey.get(panel) ?? byKey.get(panel.replace(/^\d{10,14}\./, '')))
  /** `replace` while walking from one to the next: Back leads out, not through all of them. */
  const open = useCallback((item: Item, replace = false) => change({ panel: item.key }, replace), [change])
  const close = useCallback(() => change({ panel: undefined }), [change])
  return { selected, open, close, isOpen: selected !== undefined }
}

export function useFilters() {
  const { hide, q }: HistorySearch = useSearch({ strict: false })
  const change = useChange()
  const hidden = useMemo(() => new Set((hide ?? []).filter((kind): kind is Kind => (KINDS as readonly string[]).includes(kind))), [hide])
  const toggle = useCallback(
    (kind: Kind) => {
      const next = hidden.has(kind) ? [...hidden].filter((one) => one !== kind) : [...hidden, kind]
      change({ hide: next.length > 0 ? next : undefined }, true)
    },
    [hidden, change],
  )
  const look = useCallback((text: string) => change({ q: text === '' ? undefined : text }, true), [change])
  /** Opens an item among all events of some kinds: what is looked for is forgotten. */
  const show = useCallback(
    (item: Item, kinds: readonly Kind[]) => {
      const left = [...hidden].filter((kind) => !kinds.includes(kind))
      change({ panel: item.key, q: undefined, hide: left.length > 0 ? left : undefined })
    },
    [hidden, change],
  )
  return { hidden, text: q ?? '', toggle, look, show }
}

/** Puts something else into the URL, the rest as it was. */
export function useChange() {
  const navigate = useNavigate()
  return useCallback(
    (next: HistorySearch, replace = false) =>
      void navigate({ to: '.', search: (old: object) => ({ ...old, ...next }), replace, resetScroll: false }),
    [navigate],
  )
}
