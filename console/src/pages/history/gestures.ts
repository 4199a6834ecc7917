/**
 * What pointer and wheel do on the time axis: dragging chooses a stretch, the wheel with Ctrl
 * zooms about the pointer, a sideways wheel and dragging with Shift move along, a double click
 * shows all, a click is the caller's.
 */
import { useEffect, useRef, type RefObject } from 'react'

import type { Item } from './history'
import { toTime } from './marks'
import type { Pointer } from './pointer'
import { scale, shift, type Zoom } from './window'

/** Nearer than this a drag is a click. */
const DRAG_MIN_PX = 4
const WHEEL_STEP = 0.0022

type Options = {
  zoom: Zoom
  pointer: Pointer
  /** Where the axis lies in the window's pixels. */
  plot: () => { left: number; width: number }
  hit?: (x: number, clientY: number) => Item[]
  onClick?: (items: Item[]) => void
}

export function useGestures(box: RefObject<HTMLElement | null>, options: Options) {
  const latest = useRef(options)
  useEffect(() => void (latest.current = options))
  useEffect(() => listen(box.current!, () => latest.current), [box])
}

function listen(element: HTMLElement, options: () => Options): () => void {
  let down: { x: number; at: number; moves: boolean; last: number } | undefined
  const time = (clientX: number) => {
    const { zoom, plot } = options()
    const { left, width } = plot()
    return toTime(clientX - left, { window: zoom.get(), width })
  }
  const isOnPlot = (clientX: number) => {
    const { left, width } = options().plot()
    return clientX >= left - 2 && clientX <= left + width + 2
  }
  const point = (event: PointerEvent) => {
    const { pointer, hit, plot } = options()
    if (!isOnPlot(event.clientX) && !down) return pointer.set(undefined)
    const at = time(event.clientX)
    const isDrag = down && !down.moves && Math.abs(event.clientX - down.x) >= DRAG_MIN_PX
    const items = isDrag ? [] : (hit?.(event.clientX - plot().left, event.clientY) ?? [])
    element.style.cursor = items.length > 0 ? 'pointer' : ''
    pointer.set({ at, x: event.clientX, y: event.clientY, items, ...(isDrag ? { drag: between(down!.at, at) } : {}) })
  }
  const onDown = (event: PointerEvent) => {
    if (event.button !== 0 || !isOnPlot(event.clientX)) return
    down = { x: event.clientX, at: time(event.clientX), moves: event.shiftKey, last: event.clientX }
  }
  const onMove = (event: PointerEvent) => {
    if (down && Math.abs(event.clientX - down.x) >= DRAG_MIN_PX && !element.hasPointerCapture(event.pointerId)) element.setPointerCapture(event.pointerId)
    if (down?.moves) {
      const { zoom, plot } = options()
      zoom.set(shift(zoom.get(), (down.last - event.clientX) / plot().width, zoom.length()))
      down.last = event.clientX
    }
    point(event)
  }
  const onUp = (event: PointerEvent) => {
    const { zoom, pointer, onClick } = options()
    const begun = down
    down = undefined
    if (!begun) return
    const drag = pointer.get()?.drag
    if (drag) zoom.set(drag)
    else if (!begun.moves) onClick?.(pointer.get()?.items ?? [])
    point(event)
  }
  const onLeave = () => {
    if (!down) options().pointer.set(undefined)
  }
  const onWheel = (event: WheelEvent) => {
    const { zoom, plot } = options()
    const { left, width } = plot()
    const isSideways = Math.abs(event.deltaX) > Math.abs(event.deltaY) || (event.shiftKey && event.deltaY !== 0)
    if (event.ctrlKey || event.metaKey) {
      zoom.set(scale(zoom.get(), Math.exp(event.deltaY * WHEEL_STEP), Math.min(Math.max((event.clientX - left) / width, 0), 1), zoom.length()))
    } else if (isSideways) {
      zoom.set(shift(zoom.get(), (event.deltaX || event.deltaY) / width, zoom.length()))
    } else return
    event.preventDefault()
  }
  const onDouble = (event: MouseEvent) => {
    const { zoom } = options()
    if (isOnPlot(event.clientX)) zoom.set({ from: 0, to: zoom.length() })
  }
  const stop = new AbortController()
  const { signal } = stop
  element.addEventListener('pointerdown', onDown, { signal })
  element.addEventListener('pointermove', onMove, { signal })
  element.addEventListener('pointerup', onUp, { signal })
  element.addEventListener('pointercancel', () => (down = undefined), { signal })
  element.addEventListener('pointerleave', onLeave, { signal })
  element.addEventListener('wheel', onWheel, { signal, passive: false })
  element.addEventListener('dblclick', onDouble, { signal })
  return () => stop.abort()
}

function between(a: number, b: number) {
  return { from: Math.min(a, b), to: Math.max(a, b) }
}

/** Keys of the axis; whether the key was one of them. */
export function zoomByKey(key: string, zoom: Zoom): boolean {
  const [window, length] = [zoom.get(), zoom.length()]
  switch (key) {
    case '+':
    case '=':
      zoom.set(scale(window, 0.6, 0.5, length))
      return true
    case '-':
    case '_':
      zoom.set(scale(window, 1 / 0.6, 0.5, length))
      return true
    case 'ArrowLeft':
      zoom.set(shift(window, -0.2, length))
      return true
    case 'ArrowRight':
      zoom.set(shift(window, 0.2, length))
      return true
    case '0':
    case 'Home':
      zoom.set({ from: 0, to: length })
      return true
    default:
      return false
  }
}
