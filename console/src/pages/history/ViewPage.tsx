/** One view: how it loaded, what it loaded, and what happened in it. */
import { Skeleton } from '@mantine/core'
import { useParams, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'

import type { HistorySearch } from '~/search-params'
import { EventPanel, usePanelRoom } from './EventPanel'
import type { ViewSpan } from './history'
import { HistoryState } from './HistoryState'
import { Notices } from './Notices'
import classes from './Page.module.css'
import { usePointer } from './pointer'
import { useSelection } from './use-selection'
import { useView, type Loaded } from './use-history'
import { useZoom } from './use-zoom'
import { loading } from './view-times'
import { ViewAxis } from './ViewAxis'
import { ViewHeader } from './ViewHeader'
import { narrowed, sorted, toEntry } from './waterfall'
import { WaterfallFilters } from './WaterfallFilters'

export function ViewPage() {
  const { viewId = '' } = useParams({ strict: false })
  const query = useView(viewId)
  return (
    <HistoryState kind="view" id={viewId} query={query} skeleton={<ViewSkeleton />}>
      {(loaded) => <View key={viewId} id={viewId} loaded={loaded} />}
    </HistoryState>
  )
}

function View({ id, loaded }: { id: string; loaded: Loaded }) {
  const { history } = loaded
  const view = history.views.find((one) => one.id === id) ?? history.views[0] ?? EMPTY
  const early = view.item && loading(view.item.event, view.at, history.length)
  const zoom = useZoom(history.length, early)
  const pointer = usePointer()
  const { selected, open, close } = useSelection(history)
  const { sort = 'start', types = [], host, q = '' }: HistorySearch = useSearch({ strict: false })
  const all = useMemo(() => history.items.filter(({ kind }) => kind === 'resource').map(toEntry), [history])
  const entries = useMemo(() => sorted(narrowed(all, { types, host, text: q }), sort), [all, types, host, q, sort])
  const room = usePanelRoom(selected !== undefined)
  const onStep = (by: 1 | -1) => {
    const list = selected?.kind === 'resource' ? entries.map(({ item }) => item) : history.items.filter(({ kind }) => kind === selected?.kind)
    const next = list[list.findIndex((item) => item === selected) + by]
    if (next) open(next, true)
  }
  return (
    <div className={classes.page} style={{ paddingRight: room }}>
      <div className={classes.main}>
        <ViewHeader view={view} loaded={loaded} />
        <Notices loaded={loaded} />
        <WaterfallFilters all={all} shown={entries.length} />
        <ViewAxis history={history} view={view} entries={entries} hasResources={all.length > 0} sort={sort} zoom={zoom} early={early} pointer={pointer} selected={selected} onOpen={open} />
      </div>
      {selected && <EventPanel item={selected} start={history.start} onClose={close} onStep={onStep} />}
    </div>
  )
}

/** Of a view that only its own, undated, event tells of. */
const EMPTY: ViewSpan = { id: '', name: undefined, at: 0, end: 0, item: undefined, items: [] }

function ViewSkeleton() {
  return (
    <div className={classes.skeleton}>
      <Skeleton height={18} width={320} />
      <Skeleton height={44} width="80%" />
      <Skeleton height={56} />
      <Skeleton height={120} />
      <Skeleton height={420} />
    </div>
  )
}
