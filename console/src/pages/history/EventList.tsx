/**
 * Everything in order, as a tree of rows: what went on in the background is folded. Walked with
 * the arrow keys; only the rows in sight are in the document. Rows outside the axis's window are
 * dimmed, and the list goes to the window when that has come to rest.
 */
import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import classes from './EventList.module.css'
import { EventRow, ROW_PX, rowHeight } from './EventRow'
import type { Item } from './history'
import { rows, type Row } from './rows'
import { useRested } from './use-zoom'
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
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const [active, setActive] = useState<string>()
  const all = useMemo(() => rows(items, isFolding, opened, selected?.key), [items, isFolding, opened, selected?.key])
  const box = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({ count: all.length, getScrollElement: () => box.current, estimateSize: (index) => rowHeight(all[index]), overscan: 8, getItemKey: (index) => all[index]?.key ?? index })
  useEffect(() => virtual.measure(), [all, virtual])
  const current = all.findIndex(({ key }) => key === (active ?? selected?.key))
  const window = useScrollToWindow(all, zoom, (index, align) => virtual.scrollToIndex(index, { align }))
  // With the panel closed again the walk goes on from where it was.
  useEffect(() => selected && setActive(selected.key), [selected])
  useEffect(() => {
    if (selected) zoom.set(reveal(zoom.get(), selected.at, zoom.length()))
  }, [selected, zoom])
  useEffect(() => {
    const index = all.findIndex(({ key }) => key === selected?.key)
    if (index !== -1) virtual.scrollToIndex(index, { align: 'auto' })
    // When another item is opened, or other items are left: not when rows fold.
  }, [selected?.key, items])

  const toggle = (key: string, open?: boolean) =>
    setOpened((old) => {
      const next = new Set(old)
      if (open ?? !next.has(key)) next.add(key)
      else next.delete(key)
      return next
    })
  const act = (row: Row) => (row.type === 'group' ? toggle(row.key) : onOpen(row.item))
  // Rows are drawn anew only when they change; what they call may change every time.
  const calls = useRef({ act, onLeadingUp })
  useEffect(() => void (calls.current = { act, onLeadingUp }))
  const onAct = useCallback((row: Row) => calls.current.act(row), [])
  const onLeading = useCallback((item: Item) => calls.current.onLeadingUp(item), [])
  const walk = (index: number) => {
    const row = all[Math.min(Math.max(index, 0), all.length - 1)]
    if (!row) return
    setActive(row.key)
    virtual.scrollToIndex(all.indexOf(row), { align: 'auto' })
    if (row.type === 'item' && isPanelOpen) onOpen(row.item, true)
  }
  const onKey = (event: React.KeyboardEvent) => {
    const row = all[current]
    const page = Math.max(Math.floor((box.current?.clientHeight ?? 0) / ROW_PX) - 1, 1)
    const first = all.findIndex((one) => atOf(one) >= window.from)
    const to: Record<string, number> = { ArrowDown: current === -1 ? first : current + 1, ArrowUp: current - 1, PageDown: current + page, PageUp: current - page, Home: 0, End: all.length - 1 }
    if (to[event.key] !== undefined) walk(to[event.key]!)
    else if (row && (event.key === 'Enter' || event.key === ' ')) act(row)
    else if (row?.type === 'group' && event.key === 'ArrowRight') toggle(row.key, true)
    else if (row?.type === 'group' && event.key === 'ArrowLeft') toggle(row.key, false)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const activeRow = all[current]
  return (
    <div
      ref={box}
      className={classes.list}
      role="treegrid"
      aria-label={t('list')}
      aria-rowcount={all.length}
      aria-activedescendant={activeRow ? rowId(activeRow.key) : undefined}
      tabIndex={0}
      onKeyDown={onKey}
    >
      <div className={classes.sheet} style={{ height: virtual.getTotalSize() }} role="presentation">
        {virtual.getVirtualItems().map(({ index, start, key }) => {
          const row = all[index]!
          return (
            <EventRow
              key={key}
              id={rowId(row.key)}
              row={row}
              index={index}
              top={start}
              isActive={index === current}
              isSelected={row.type === 'item' && row.item === selected}
              isOutside={isOutside(row, window)}
              onAct={onAct}
              onActive={setActive}
              onLeadingUp={onLeading}
            />
          )
        })}
      </div>
    </div>
  )
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
