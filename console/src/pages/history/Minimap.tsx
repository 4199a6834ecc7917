/** The whole history in one strip, and which stretch of it is looked at: drag its ends, drag it, or drag a new one. */
import { useEffect, useRef } from 'react'

import { kindColor } from '~/ui/KindIcon'
import { usePalette } from '~/ui/colors'
import classes from './Axis.module.css'
import { useCanvas } from './canvas'
import type { History } from './history'
import { skyline, toX, type Scale } from './marks'
import { isWhole, shift, type Window, type Zoom } from './window'

const GRIP_PX = 6

export function Minimap({ history, zoom }: { history: History; zoom: Zoom }) {
  const palette = usePalette()
  const { canvas, redraw } = useCanvas((context, width, height) => {
    const whole: Scale = { window: { from: 0, to: history.length }, width }
    const heights = skyline(history.items.filter(({ kind }) => kind !== 'view'), whole)
    const most = Math.log2(1 + heights.reduce((a, b) => Math.max(a, b), 1))
    context.fillStyle = palette.other
    heights.forEach((count, x) => {
      const tall = (Math.log2(1 + count) / most) * (height - 10)
      if (count > 0) context.fillRect(x, height - 2 - tall, 1, tall)
    })
    for (const { kind, at } of history.items) {
      if (kind !== 'error' && kind !== 'action') continue
      context.fillStyle = kindColor(palette, kind)
      context.fillRect(toX(at, whole) - 1, kind === 'error' ? 0 : 1, 2, kind === 'error' ? 6 : 4)
    }
    drawWindow(context, zoom.get(), whole, height, palette)
  })
  useEffect(() => zoom.subscribe(redraw), [zoom, redraw])
  useDragging(canvas, zoom)
  return <canvas ref={canvas} className={classes.minimap} aria-hidden />
}

function drawWindow(context: CanvasRenderingContext2D, window: Window, whole: Scale, height: number, palette: ReturnType<typeof usePalette>) {
  if (isWhole(window, whole.window.to)) return
  const [from, to] = [toX(window.from, whole), Math.max(toX(window.to, whole), toX(window.from, whole) + 2)]
  context.fillStyle = palette.raised
  context.globalAlpha = 0.6
  context.fillRect(0, 0, from, height)
  context.fillRect(to, 0, whole.width - to, height)
  context.globalAlpha = 1
  context.strokeStyle = palette.accent
  context.lineWidth = 1
  context.strokeRect(Math.round(from) + 0.5, 0.5, Math.max(Math.round(to - from) - 1, 1), height - 1)
  context.fillStyle = palette.accent
  for (const x of [from, to]) context.fillRect(Math.round(x) - 1.5, height / 2 - 6, 3, 12)
}

type Grip = 'from' | 'to' | 'all' | 'new'

function useDragging(canvas: React.RefObject<HTMLCanvasElement | null>, zoom: Zoom) {
  const held = useRef<{ grip: Grip; x: number; window: Window }>(undefined)
  useEffect(() => {
    const element = canvas.current!
    const time = (clientX: number) => {
      const { left, width } = element.getBoundingClientRect()
      return ((clientX - left) / width) * zoom.length()
    }
    const gripAt = (clientX: number): Grip => {
      const window = zoom.get()
      const slack = (GRIP_PX / element.clientWidth) * zoom.length()
      const at = time(clientX)
      if (isWhole(window, zoom.length())) return 'new'
      if (Math.abs(at - window.from) <= slack) return 'from'
      if (Math.abs(at - window.to) <= slack) return 'to'
      return at > window.from && at < window.to ? 'all' : 'new'
    }
    const onDown = (event: PointerEvent) => {
      element.setPointerCapture(event.pointerId)
      held.current = { grip: gripAt(event.clientX), x: event.clientX, window: zoom.get() }
    }
    const onMove = (event: PointerEvent) => {
      if (held.current) zoom.set(dragged(held.current.grip, held.current.window, time(held.current.x), time(event.clientX), zoom.length()))
      else element.style.cursor = { from: 'ew-resize', to: 'ew-resize', all: 'grab', new: 'crosshair' }[gripAt(event.clientX)]
    }
    const onUp = () => (held.current = undefined)
    const stop = new AbortController()
    const { signal } = stop
    element.addEventListener('pointerdown', onDown, { signal })
    element.addEventListener('pointermove', onMove, { signal })
    element.addEventListener('pointerup', onUp, { signal })
    element.addEventListener('pointercancel', onUp, { signal })
    element.addEventListener('dblclick', () => zoom.set({ from: 0, to: zoom.length() }), { signal })
    return () => stop.abort()
  }, [canvas, zoom])
}

function dragged(grip: Grip, window: Window, from: number, to: number, length: number): Window {
  switch (grip) {
    case 'from':
      return { from: Math.min(to, window.to - 1), to: window.to }
    case 'to':
      return { from: window.from, to: Math.max(to, window.from + 1) }
    case 'all':
      return shift(window, (to - from) / (window.to - window.from), length)
    case 'new':
      return from === to ? window : { from: Math.min(from, to), to: Math.max(from, to) }
  }
}
