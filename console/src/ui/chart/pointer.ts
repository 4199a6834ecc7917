/**
 * What the pointer does on a chart: rests on a bucket or slice, presses, drags a stretch. Knows
 * where things stand, not what they mean.
 */
import type { Drawing, Size } from './drawing'
import { plotFrame, type Lit } from './paint-plot'
import { sliceAt } from './paint-parts'

export type ChartPick = {
  /** The bucket, or the slice. */
  index: number
  /** The number at that height of a plot. */
  value: number
  /** On the screen. */
  at: { x: number; y: number }
  alt: boolean
}

type State = { drawing: Drawing; size: Size; lit: Lit; onPick?: (pick: ChartPick) => void; onZoom?: (from: number, to: number) => void }

/** A press that moves further than this many pixels is a drag. */
const DRAG_PX = 5

/** Watches until the answer is called; `draw` is told what is looked at whenever that changes. */
export function watchPointer(element: HTMLCanvasElement, state: () => State, draw: (lit: Lit) => void): () => void {
  let start: number | undefined
  let stretch: [number, number] | undefined
  const stop = new AbortController()
  const { signal } = stop
  const placeOf = ({ clientX, clientY }: PointerEvent) => {
    const { left, top } = element.getBoundingClientRect()
    return { x: clientX - left, y: clientY - top }
  }
  const hit = (x: number, y: number) => hitOf(element, state(), x, y)
  const show = (lit: Lit) => draw({ ...lit, series: state().lit.series })
  const end = () => {
    start = undefined
    stretch = undefined
  }

  const down = (event: PointerEvent) => {
    const { x, y } = placeOf(event)
    if (event.button !== 0 || !hit(x, y)) return
    start = x
    element.setPointerCapture(event.pointerId)
  }
  const move = (event: PointerEvent) => {
    const { x, y } = placeOf(event)
    if (start !== undefined && state().onZoom && (stretch || Math.abs(x - start) >= DRAG_PX)) stretch = [start, x]
    const found = hit(x, y)
    element.style.cursor = found && state().onPick && !state().onZoom ? 'pointer' : ''
    show({ index: found?.index, at: [x, y], stretch })
  }
  const up = (event: PointerEvent) => {
    const [begun, dragged] = [start, stretch]
    end()
    if (begun === undefined) return
    const { x, y } = placeOf(event)
    const found = hit(x, y)
    show({})
    if (dragged) zoom(dragged)
    else if (found) state().onPick?.({ ...found, at: { x: event.clientX, y: event.clientY }, alt: event.altKey })
  }
  const zoom = (ends: [number, number]) => {
    const { drawing, size, onZoom } = state()
    if (drawing.kind !== 'plot') return
    const frame = plotFrame(element.getContext('2d')!, drawing, size)
    const [from, to] = ends.map(frame.indexAt).sort((a, b) => a - b)
    onZoom?.(from!, to!)
  }
  const leave = () => start === undefined && show({})
  const escape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || start === undefined) return
    end()
    show({})
  }
  element.addEventListener('pointerdown', down, { signal })
  element.addEventListener('pointermove', move, { signal })
  element.addEventListener('pointerup', up, { signal })
  element.addEventListener('pointercancel', () => (end(), show({})), { signal })
  element.addEventListener('pointerleave', leave, { signal })
  window.addEventListener('keydown', escape, { signal })
  return () => stop.abort()
}

function hitOf(element: HTMLCanvasElement, { drawing, size }: State, x: number, y: number): { index: number; value: number } | undefined {
  if (drawing.kind === 'pie') {
    const index = sliceAt(drawing, size, x, y)
    return index === undefined ? undefined : { index, value: drawing.slices[index]!.value }
  }
  if (drawing.kind !== 'plot') return undefined
  const frame = plotFrame(element.getContext('2d')!, drawing, size)
  return frame.holds(x, y) ? { index: frame.indexAt(x), value: frame.valueAt(y) } : undefined
}
