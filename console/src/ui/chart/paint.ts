/** Paints any drawing; and one off screen, to be saved as a picture. */
import type { Drawing, Size } from './drawing'
import { paintLengths, paintPie } from './paint-parts'
import { paintPlot, type Lit } from './paint-plot'

export function paint(canvas: CanvasRenderingContext2D, drawing: Drawing, size: Size, lit: Lit = {}) {
  if (drawing.kind === 'plot') paintPlot(canvas, drawing, size, lit)
  else if (drawing.kind === 'pie') paintPie(canvas, drawing, size, lit.index)
  else paintLengths(canvas, drawing, size)
}

export function picture(drawing: Drawing, size: Size, scale: number): HTMLCanvasElement {
  const made = document.createElement('canvas')
  const canvas = fit(made, size, scale)
  canvas.fillStyle = drawing.colors.ground
  canvas.fillRect(0, 0, size.width, size.height)
  paint(canvas, drawing, size)
  return made
}

/** As fine as the screen, or finer; the canvas then counts in the drawing's own pixels. */
export function fit(element: HTMLCanvasElement, { width, height }: Size, scale: number): CanvasRenderingContext2D {
  const [wide, high] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))]
  if (element.width !== wide) element.width = wide
  if (element.height !== high) element.height = high
  const canvas = element.getContext('2d')!
  canvas.setTransform(scale, 0, 0, scale, 0, 0)
  canvas.clearRect(0, 0, width, height)
  return canvas
}
