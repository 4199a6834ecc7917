/** A canvas as large as its box, sharp on every screen, drawn at most once a frame. */
import { useCallback, useEffect, useRef, type RefObject } from 'react'

export type Draw = (context: CanvasRenderingContext2D, width: number, height: number) => void

/** `redraw` asks for the next frame; drawing reads what is then current. */
export function useCanvas(draw: Draw): { canvas: RefObject<HTMLCanvasElement | null>; redraw: () => void } {
  const canvas = useRef<HTMLCanvasElement>(null)
  const frame = useRef(0)
  const latest = useRef(draw)
  const redraw = useCallback(() => {
    if (frame.current !== 0) return
    frame.current = requestAnimationFrame(() => {
      frame.current = 0
      if (canvas.current) paint(canvas.current, latest.current)
    })
  }, [])
  useEffect(() => {
    latest.current = draw
    redraw()
  })
  useEffect(() => {
    const observer = new ResizeObserver(redraw)
    observer.observe(canvas.current!)
    return () => {
      observer.disconnect()
      cancelAnimationFrame(frame.current)
      frame.current = 0
    }
  }, [redraw])
  return { canvas, redraw }
}

function paint(canvas: HTMLCanvasElement, draw: Draw) {
  const { clientWidth: width, clientHeight: height } = canvas
  const ratio = window.devicePixelRatio || 1
  const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)]
  if (canvas.width !== wide || canvas.height !== high) {
    canvas.width = wide
    canvas.height = high
  }
  const context = canvas.getContext('2d')
  if (!context || width === 0) return
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.clearRect(0, 0, width, height)
  draw(context, width, height)
}
