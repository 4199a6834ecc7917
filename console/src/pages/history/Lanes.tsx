/**
 * The lanes of the time axis, drawn on one canvas as large as what is seen of them: thousands of
 * marks cost what pixels cost. Beside each lane stands its name. What is here for eyes and
 * pointers stands in the list below for everybody.
 */
import { useCallback, useEffect, useRef, type CSSProperties, type ReactNode } from 'react'

import { usePalette } from '~/ui/colors'
import classes from './Axis.module.css'
import { useCanvas } from './canvas'
import { drawLane, drawPointer, drawSelected } from './draw'
import { useGestures } from './gestures'
import type { Item } from './history'
import { COMPACT, DENSE, hit, ROOMY, toX, type Lane } from './marks'
import type { Pointer } from './pointer'
import { ticks } from './ticks'
import type { Zoom } from './window'

type Props = {
  lanes: Lane[]
  zoom: Zoom
  pointer: Pointer
  selected: Item | undefined
  /** Key of the lane that the selected item is in. */
  selectedLane: string | undefined
  label: (lane: Lane) => ReactNode
  onOpen: (item: Item) => void
}

/** More lanes than these need more height than they get, and can be given it. */
const TALL_MIN = 6
/** More lanes than these are drawn smaller. */
const ROOMY_MAX = 8
/** And more than these smaller still. */
const COMPACT_MAX = 11

export function Lanes({ lanes, zoom, pointer, selected, selectedLane, label, onOpen }: Props) {
  const palette = usePalette()
  const box = useRef<HTMLDivElement>(null)
  const geometry = lanes.length > COMPACT_MAX ? DENSE : lanes.length > ROOMY_MAX ? COMPACT : ROOMY
  const { canvas, redraw } = useCanvas((context, width, height) => {
    const scale = { window: zoom.get(), width }
    const scrolled = box.current?.scrollTop ?? 0
    context.fillStyle = palette.hairline
    for (const at of ticks(scale.window, width).at) context.fillRect(Math.round(toX(at, scale)), 0, 1, height)
    const first = Math.max(Math.floor(scrolled / geometry.height), 0)
    const last = Math.min(Math.ceil((scrolled + height) / geometry.height), lanes.length)
    for (let index = first; index < last; index += 1) drawLane(context, lanes[index]!, index * geometry.height - scrolled, { scale, geometry, palette })
    if (selected) {
      const index = lanes.findIndex(({ key }) => key === selectedLane)
      const lane = lanes[index]
      drawSelected(context, selected, lane && { lane, top: index * geometry.height - scrolled }, height, { scale, geometry, palette })
    }
    drawPointer(context, pointer.get(), scale, height, palette)
  })
  useEffect(() => zoom.subscribe(redraw), [zoom, redraw])
  useEffect(() => pointer.subscribe(redraw), [pointer, redraw])
  useFollow(box, lanes, geometry.height, zoom, selectedLane)

  const plot = useCallback(() => canvas.current!.getBoundingClientRect(), [canvas])
  const find = (x: number, clientY: number) => {
    const y = clientY - plot().top + box.current!.scrollTop
    const lane = lanes[Math.floor(y / geometry.height)]
    return lane ? hit(lane, x, y % geometry.height, { window: zoom.get(), width: plot().width }, geometry) : []
  }
  useGestures(box, { zoom, pointer, plot, hit: find, onClick: ([first]) => first && onOpen(first) })

  return (
    <div ref={box} className={classes.lanes} data-compact={geometry !== ROOMY} data-tall={lanes.length > TALL_MIN} style={{ '--all': `${lanes.length * geometry.height}px` } as CSSProperties} onScroll={redraw} tabIndex={-1}>
      <div className={classes.sheet} style={{ height: lanes.length * geometry.height }}>
        <div className={classes.labels}>
          {lanes.map((lane) => (
            <div key={lane.key} className={classes.label} style={{ height: geometry.height }} data-selected={lane.key === selectedLane}>
              {label(lane)}
            </div>
          ))}
        </div>
        <canvas ref={canvas} className={classes.canvas} aria-hidden />
      </div>
    </div>
  )
}

/** After a zoom has come to rest, and when another item is open, its lanes are scrolled into sight. */
function useFollow(box: React.RefObject<HTMLDivElement | null>, lanes: Lane[], lanePx: number, zoom: Zoom, selectedLane: string | undefined) {
  const latest = useRef(lanes)
  useEffect(() => void (latest.current = lanes))
  useEffect(() => {
    const index = latest.current.findIndex(({ key }) => key === selectedLane)
    if (index !== -1) scrollTo(box.current!, index, index, lanePx)
  }, [box, selectedLane, lanePx])
  useEffect(() => {
    let timer = 0
    const stop = zoom.subscribe(() => {
      clearTimeout(timer)
      timer = window.setTimeout(() => {
        const { from, to } = zoom.get()
        const seen = latest.current.flatMap(({ span }, index) => (span && span.from < to && span.to > from ? [index] : []))
        if (seen.length > 0) scrollTo(box.current!, seen[0]!, seen[seen.length - 1]!, lanePx)
      }, 120)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [box, zoom, lanePx])
}

function scrollTo(element: HTMLElement, first: number, last: number, lanePx: number) {
  const [top, bottom] = [first * lanePx, (last + 1) * lanePx]
  const isSeen = bottom > element.scrollTop && top < element.scrollTop + element.clientHeight
  const fits = bottom - top <= element.clientHeight
  const isWhole = top >= element.scrollTop && bottom <= element.scrollTop + element.clientHeight
  if (isWhole || (isSeen && !fits)) return
  element.scrollTop = top < element.scrollTop || !fits ? top : bottom - element.clientHeight
}
