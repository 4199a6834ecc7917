/**
 * Everything in order, as a tree of rows: what went on in the background is folded. Walked with
 * the arrow keys; only the rows in sight are in the document. Rows outside the axis's window are
 * dimmed, and the list goes to the window when that has come to rest.
 */
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import classes from './EventList.module.css'
import { EventRow, ROW_PX, rowHeight } from './EventRow'
import type { Item } from './history'
import { rows, type Row } from './rows'
import { useOpened } from './use-opened'
import { useRested } from './use-zoom'
import { pageOf, placeOf } from './walk-keys'
import { isWhole, reveal, type Zoom } from './window'

type Props = {
  items: Item[]
  isFolding: boolean
  zoom: Zoom
  selected: Item | undefined
  isPanelOpen: boolean
  onOpen: (item: Item, replace?: boolean) => void
  onLeadingUp: (item: Item) => void
}

export function EventList({ items, isFolding, zoom, selected, isPanelOpen, onOpen, onLeadingUp }: Props) {
  const { t } = useTranslation('history')
  const { opened, toggle } = useOpened()
  const [active, setActive] = useState<string>()
  const all = useMemo(() => rows(items, isFolding, opened, selected?.key), [items, isFolding, opened, selected?.key])
  const box = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({ count: all.length, getScrollElement: () => box.current, estimateSize: (index) => rowHeight(all[index]), overscan: 8, getItemKey: (index) => all[index]?.key ?? index })
  useEffect(() => virtual.measure(), [all, virtual])
  const current = all.findIndex(({ key }) => key === (active ?? selected?.key))
  const window = useScrollToWindow(all, zoom, (index, align) => virtual.scrollToIndex(index, { align }))
  // With the panel closed again the walk goes on from where it was.
  useEffect(() => selected && setActive(selected.key), [selected])
  useSelectedInSight(all, items, selected, zoom, (index) => virtual.scrollToIndex(index, { align: 'auto' }))

  const act = (row: Row) => (row.type === 'group' ? toggle(row.key) : onOpen(row.item))
  const calls = useLatest(act, onLeadingUp)
  const walk = (index: number) => {
    const row = all[index]
    if (!row) return
    setActive(row.key)
    virtual.scrollToIndex(index, { align: 'auto' })
    if (row.type === 'item' && isPanelOpen) onOpen(row.item, true)
  }
  const onKey = (event: React.KeyboardEvent) => {
    const row = all[current]
    const first = all.findIndex((one) => atOf(one) >= window.from)
    const to = placeOf(event.key, { current, count: all.length, page: pageOf(box.current, ROW_PX, 1), first })
    if (to !== undefined) walk(to)
    else if (row && (event.key === 'Enter' || event.key === ' ')) act(row)
    else if (row?.type === 'group' && event.key === 'ArrowRight') toggle(row.key, true)
    else if (row?.type === 'group' && event.key === 'ArrowLeft') toggle(row.key, false)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const drawn = virtual.getVirtualItems().map(({ index, start }) => ({ row: all[index]!, index, top: start }))
  return (
    <div
      ref={box}
      className={classes.list}
      role="treegrid"
      aria-label={t('list')}
      aria-rowcount={all.length}
      aria-activedescendant={all[current] && rowId(all[current].key)}
      tabIndex={0}
      onKeyDown={onKey}
    >
      <div className={classes.sheet} style={{ height: virtual.getTotalSize() }} role="presentation">
        {drawn.map(({ row, index, top }) => (
          <EventRow
            key={row.key}
            id={rowId(row.key)}
            {...{ row, index, top, ...calls }}
            isActive={index === current}
            isSelected={row.type === 'item' && row.item === selected}
            isOutside={isOutside(row, window)}
            onActive={setActive}
          />
        ))}
      </div>
    </div>
  )
}

/** Rows are drawn anew only when they change; what they call may change every time. */
function useLatest(act: (row: Row) => void, onLeadingUp: (item: Item) => void) {
  const latest = useRef({ act, onLeadingUp })
  useEffect(() => void (latest.current = { act, onLeadingUp }))
  return useMemo(
    () => ({ onAct: (row: Row) => latest.current.act(row), onLeadingUp: (item: Item) => latest.current.onLeadingUp(item) }),
    [],
  )
}

/** Brings the open item into the window and into sight. */
function useSelectedInSight(all: Row[], items: Item[], selected: Item | undefined, zoom: Zoom, scrollTo: (index: number) => void) {
  useEffect(() => {
    if (selected) zoom.set(reveal(zoom.get(), selected.at, zoom.length()))
  }, [selected, zoom])
  useEffect(() => {
    const index = all.findIndex(({ key }) => key === selected?.key)
    if (index !== -1) scrollTo(index)
    // When another item is opened, or other items are left: not when rows fold.
  }, [selected?.key, items])
}

const rowId = (key: string) => `event-${key}`
const atOf = (row: Row) => (row.type === 'item' ? row.item.at : row.group.items[0]!.at)

function isOutside(row: Row, { from, to }: { from: number; to: number }): boolean {
  const [first, last] = row.type === 'item' ? [row.item, row.item] : [row.group.items[0]!, row.group.items[row.group.items.length - 1]!]
  return last.end < from || first.at > to
}

/** Goes to the first row of the window, unless one of the window is in sight at its top. */
function useScrollToWindow(all: Row[], zoom: Zoom, scrollTo: (index: number, align: 'start') => void) {
  const rested = useRested(zoom)
  const isFirst = useRef(true)
  useEffect(() => {
    const isStart = isFirst.current
    isFirst.current = false
    if (isWhole(rested, zoom.length()) && isStart) return
    const index = all.findIndex((row) => atOf(row) >= rested.from)
    if (index !== -1) scrollTo(index, 'start')
  }, [rested])
  return rested
}
