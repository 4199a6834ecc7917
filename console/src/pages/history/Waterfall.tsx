/**
 * The resources of a view, each a row with what it was and a bar with its phases to scale. A
 * table for everybody; only the rows in sight are in the document, and zooming moves their bars
 * by two variables of the style sheet, without drawing the rows anew.
 */
import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { usePalette } from '~/ui/colors'
import { Empty } from '~/ui/Loaded'
import { useCanvas } from './canvas'
import { drawPointer } from './draw'
import { useGestures } from './gestures'
import type { Item } from './history'
import { toX } from './marks'
import { PhaseCard } from './PhaseCard'
import type { Pointer } from './pointer'
import type { Flag } from './Ruler'
import { ticks } from './ticks'
import type { Entry, Sort } from './waterfall'
import { WaterfallHead } from './WaterfallHead'
import { WaterfallRow, ROW_PX } from './WaterfallRow'
import classes from './Waterfall.module.css'
import { pageOf, placeOf } from './walk-keys'
import { reveal, type Zoom } from './window'

type Props = {
  entries: Entry[]
  hasResources: boolean
  sort: Sort
  zoom: Zoom
  pointer: Pointer
  flags: Flag[]
  selected: Item | undefined
  onOpen: (item: Item, replace?: boolean) => void
}

export function Waterfall(props: Props) {
  return props.entries.length === 0 ? <NoEntries hasResources={props.hasResources} /> : <Table {...props} />
}

function Table({ entries, sort, zoom, pointer, flags, selected, onOpen }: Props) {
  const { t } = useTranslation('history')
  const box = useRef<HTMLDivElement>(null)
  const head = useRef<HTMLDivElement>(null)
  const [hovered, hover] = useState<{ entry: Entry; x: number; y: number }>()
  const [active, setActive] = useState<string>()
  const virtual = useVirtualizer({ count: entries.length, getScrollElement: () => box.current, estimateSize: () => ROW_PX, overscan: 10, scrollPaddingStart: ROW_PX + 2 })
  const current = entries.findIndex(({ item }) => item.key === (active ?? selected?.key))
  const plot = useCallback(() => head.current!.getBoundingClientRect(), [])
  useZoomedStyle(box, zoom)
  useGestures(box, { zoom, pointer, plot })
  useEffect(() => {
    if (selected) setActive(selected.key)
    const index = entries.findIndex(({ item }) => item === selected)
    if (index !== -1) virtual.scrollToIndex(index, { align: 'auto' })
    if (selected) zoom.set(reveal(zoom.get(), selected.at, zoom.length()))
    // When another item is opened, or other entries are left.
  }, [selected?.key, entries])

  const walk = (index: number) => {
    const entry = entries[index]
    if (!entry) return
    setActive(entry.item.key)
    virtual.scrollToIndex(index, { align: 'auto' })
    if (selected) onOpen(entry.item, true)
  }
  const onKey = (event: React.KeyboardEvent) => {
    if (event.target !== event.currentTarget) return
    const to = placeOf(event.key, { current, count: entries.length, page: pageOf(box.current, ROW_PX, 2) })
    const entry = entries[current]
    if (to !== undefined) walk(to)
    else if (entry && (event.key === 'Enter' || event.key === ' ')) onOpen(entry.item)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const drawn = virtual.getVirtualItems().map(({ index, start }) => ({ entry: entries[index]!, index, top: start }))
  return (
    <div
      ref={box}
      className={classes.table}
      role="grid"
      aria-label={t('waterfall')}
      aria-rowcount={entries.length + 1}
      aria-activedescendant={entries[current] && rowId(entries[current])}
      tabIndex={0}
      onKeyDown={onKey}
    >
      <WaterfallHead sort={sort} plot={head} />
      <Overlay zoom={zoom} pointer={pointer} flags={flags} />
      <div className={classes.sheet} style={{ height: virtual.getTotalSize() }} role="rowgroup">
        {drawn.map(({ entry, index, top }) => (
          <WaterfallRow
            key={entry.item.key}
            id={rowId(entry)}
            {...{ entry, index, top, onOpen }}
            isActive={index === current}
            isSelected={entry.item === selected}
            onHover={hover}
          />
        ))}
      </div>
      {hovered && <PhaseCard {...hovered} />}
    </div>
  )
}

function NoEntries({ hasResources }: { hasResources: boolean }) {
  const { t } = useTranslation('history')
  return (
    <div className={classes.none}>
      <Empty title={t(hasResources ? 'noneLeft' : 'noResources')} hint={t(hasResources ? 'noneLeftHint' : 'noResourcesHint')} />
    </div>
  )
}

const rowId = ({ item }: Entry) => `resource-${item.key}`

/** The window, for the style sheet to place bars by. */
function useZoomedStyle(box: React.RefObject<HTMLDivElement | null>, zoom: Zoom) {
  useEffect(() => {
    const put = () => {
      const { from, to } = zoom.get()
      box.current?.style.setProperty('--from', String(from))
      box.current?.style.setProperty('--span', String(to - from))
    }
    put()
    return zoom.subscribe(put)
  }, [box, zoom])
}

/** Lines down the rows: round moments, flags, the pointer. */
function Overlay({ zoom, pointer, flags }: { zoom: Zoom; pointer: Pointer; flags: Flag[] }) {
  const palette = usePalette()
  const { canvas, redraw } = useCanvas((context, width, height) => {
    const scale = { window: zoom.get(), width }
    context.fillStyle = palette.hairline
    for (const at of ticks(scale.window, width).at) context.fillRect(Math.round(toX(at, scale)), 0, 1, height)
    context.globalAlpha = 0.55
    for (const { at, tone } of flags) {
      context.fillStyle = palette[tone]
      context.fillRect(Math.round(toX(at, scale)), 0, 1, height)
    }
    context.globalAlpha = 1
    drawPointer(context, pointer.get(), scale, height, palette)
  })
  useEffect(() => zoom.subscribe(redraw), [zoom, redraw])
  useEffect(() => pointer.subscribe(redraw), [pointer, redraw])
  return (
    <div className={classes.overlay} aria-hidden>
      <canvas ref={canvas} />
    </div>
  )
}
