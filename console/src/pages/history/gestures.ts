/**
 * What pointer and wheel do on the time axis: dragging chooses a stretch, the wheel with Ctrl
 * zooms about the pointer, a sideways wheel and dragging with Shift move along, a double click
 * shows all, a click is the caller's. And what keys do.
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

/** A button held down: where, at which moment, and whether it moves the window or chooses one. */
type Held = { x: number; at: number; moves: boolean; last: number }

export function useGestures(box: RefObject<HTMLElement | null>, options: Options) {
  const latest = useRef(options)
  useEffect(() => void (latest.current = options))
  useEffect(() => {
    const stop = new AbortController()
    listenToPointer(box.current!, () => latest.current, stop.signal)
    listenToWheel(box.current!, () => latest.current, stop.signal)
    return () => stop.abort()
  }, [box])
}

function listenToPointer(element: HTMLElement, options: () => Options, signal: AbortSignal) {
  let held: Held | undefined
  const point = (event: PointerEvent) => {
    const { pointer, hit, plot } = options()
    if (!held && !isOnPlot(options(), event.clientX)) return pointer.set(undefined)
    const at = timeAt(options(), event.clientX)
    const isDrag = held && !held.moves && Math.abs(event.clientX - held.x) >= DRAG_MIN_PX
    const items = isDrag ? [] : (hit?.(event.clientX - plot().left, event.clientY) ?? [])
    element.style.cursor = items.length > 0 ? 'pointer' : ''
    pointer.set({ at, x: event.clientX, y: event.clientY, items, ...(isDrag ? { drag: between(held!.at, at) } : {}) })
  }
  const onDown = (event: PointerEvent) => {
    if (event.button !== 0 || !isOnPlot(options(), event.clientX)) return
    held = { x: event.clientX, at: timeAt(options(), event.clientX), moves: event.shiftKey, last: event.clientX }
  }
  const onMove = (event: PointerEvent) => {
    const isFar = held && Math.abs(event.clientX - held.x) >= DRAG_MIN_PX
    if (isFar && !element.hasPointerCapture(event.pointerId)) element.setPointerCapture(event.pointerId)
    if (held?.moves) {
      const { zoom, plot } = options()
      zoom.set(shift(zoom.get(), (held.last - event.clientX) / plot().width, zoom.length()))
      held.last = event.clientX
    }
    point(event)
  }
  const onUp = (event: PointerEvent) => {
    const { zoom, pointer, onClick } = options()
    const begun = held
    held = undefined
    if (!begun) return
    const drag = pointer.get()?.drag
    if (drag) zoom.set(drag)
    else if (!begun.moves) onClick?.(pointer.get()?.items ?? [])
    point(event)
  }
  element.addEventListener('pointerdown', onDown, { signal })
  element.addEventListener('pointermove', onMove, { signal })
  element.addEventListener('pointerup', onUp, { signal })
  element.addEventListener('pointercancel', () => (held = undefined), { signal })
  element.addEventListener('pointerleave', () => held ?? options().pointer.set(undefined), { signal })
}

function listenToWheel(element: HTMLElement, options: () => Options, signal: AbortSignal) {
  const onWheel = (event: WheelEvent) => {
    const { zoom, plot } = options()
    const { left, width } = plot()
    const isSideways = Math.abs(event.deltaX) > Math.abs(event.deltaY) || (event.shiftKey && event.deltaY !== 0)
    if (event.ctrlKey || event.metaKey) {
      const anchor = Math.min(Math.max((event.clientX - left) / width, 0), 1)
      zoom.set(scale(zoom.get(), Math.exp(event.deltaY * WHEEL_STEP), anchor, zoom.length()))
    } else if (isSideways) {
      zoom.set(shift(zoom.get(), (event.deltaX || event.deltaY) / width, zoom.length()))
    } else return
    event.preventDefault()
  }
  const onDouble = (event: MouseEvent) => {
    const { zoom } = options()
    if (isOnPlot(options(), event.clientX)) zoom.set({ from: 0, to: zoom.length() })
  }
  element.addEventListener('wheel', onWheel, { signal, passive: false })
  element.addEventListener('dblclick', onDouble, { signal })
}

function timeAt({ zoom, plot }: Options, clientX: number): number {
  const { left, width } = plot()
  return toTime(clientX - left, { window: zoom.get(), width })
}

function isOnPlot({ plot }: Options, clientX: number): boolean {
  const { left, width } = plot()
  return clientX >= left - 2 && clientX <= left + width + 2
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
