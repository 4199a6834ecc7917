/** Paints a plot on a canvas: axes, areas, lines, bars, marks. Knows nothing of the pointer. */
import { FONT, type Plot, type PlotSeries, type Size } from './drawing'
import { frameOf, MARK_ROW, spans, steps, type Frame } from './frame'

type Canvas = CanvasRenderingContext2D
type Spans = ReturnType<typeof spans>[number]

/** What is looked at just now: the bucket under the pointer, a series by its name. */
export type Lit = {
  index?: number
  series?: string
  /** Two pixels that are dragged between. */
  stretch?: [number, number]
  /** Where the pointer is. */
  at?: [number, number]
}

const BAR_MAX_PX = 48
const DIM = 0.2
const WORD_GAP_PX = 8

export function plotFrame(canvas: Canvas, plot: Plot, size: Size): Frame {
  canvas.font = `11px ${FONT}`
  const labels = Math.max(...steps(plot.y).map((value) => canvas.measureText(plot.y.text(value)).width))
  return frameOf(plot, size, Math.ceil(labels))
}

export function paintPlot(canvas: Canvas, plot: Plot, size: Size, lit: Lit = {}): Frame {
  const frame = plotFrame(canvas, plot, size)
  paintAxes(canvas, plot, frame)
  paintPointer(canvas, plot, frame, lit)
  const found = spans(plot.series, plot.buckets, Math.max(0, plot.y.min))
  canvas.save()
  canvas.beginPath()
  canvas.rect(frame.left - 2, frame.top - 2, frame.width + 4, frame.height + 3)
  canvas.clip()
  // The first of the series matters most, and lies on top.
  for (const index of [...plot.series.keys()].reverse()) {
    const series = plot.series[index]!
    canvas.globalAlpha = lit.series !== undefined && lit.series !== series.name ? DIM : 1
    if (series.type === 'bar') paintBars(canvas, plot, frame, index, found[index]!)
    else paintLine(canvas, series, frame, found[index]!)
  }
  canvas.restore()
  paintMarks(canvas, plot, frame)
  return frame
}

function paintAxes(canvas: Canvas, { y, ticks, colors }: Plot, frame: Frame) {
  const { left, top, width, height } = frame
  canvas.lineWidth = 1
  canvas.strokeStyle = colors.hairline
  canvas.fillStyle = colors.muted
  canvas.textBaseline = 'middle'
  canvas.textAlign = 'right'
  for (const value of steps(y)) {
    const at = Math.round(frame.y(value)) + 0.5
    line(canvas, left, at, left + width, at)
    canvas.fillText(y.text(value), left - 8, at)
  }
  canvas.textBaseline = 'top'
  canvas.textAlign = 'center'
  let free = 0
  for (const { at, text } of ticks) {
    const x = frame.place(at)
    line(canvas, Math.round(x) + 0.5, top + height, Math.round(x) + 0.5, top + height + 4)
    const half = canvas.measureText(text).width / 2
    const middle = Math.min(x, left + width + 16 - half)
    if (middle - half < free) continue
    free = middle + half + WORD_GAP_PX
    canvas.fillText(text, middle, top + height + 8)
  }
}

function paintPointer(canvas: Canvas, plot: Plot, frame: Frame, { index, stretch }: Lit) {
  const { left, top, width, height, band } = frame
  canvas.fillStyle = plot.colors.muted
  canvas.strokeStyle = plot.colors.muted
  if (index !== undefined && !stretch) {
    const isBars = plot.series.some(({ type }) => type === 'bar')
    canvas.globalAlpha = isBars ? 0.1 : 0.6
    const x = frame.x(index)
    if (isBars) canvas.fillRect(x - band / 2, top, band, height)
    else line(canvas, Math.round(x) + 0.5, top, Math.round(x) + 0.5, top + height)
  }
  if (stretch) {
    canvas.globalAlpha = 0.14
    canvas.fillStyle = plot.colors.accent
    const [from, to] = stretch.map((x) => Math.max(left, Math.min(x, left + width))).sort((a, b) => a - b)
    canvas.fillRect(from!, top, to! - from!, height)
  }
  canvas.globalAlpha = 1
}

function paintBars(canvas: Canvas, plot: Plot, frame: Frame, at: number, found: Spans) {
  const series = plot.series[at]!
  const beside = plot.series.filter(({ type, stacked }) => type === 'bar' && !stacked)
  const places = series.stacked ? 1 : beside.length
  const place = series.stacked ? 0 : beside.indexOf(series)
  const room = Math.min(frame.band * (1 - plot.gap), BAR_MAX_PX * places)
  const width = room / places
  const alpha = canvas.globalAlpha
  found.forEach(([below, above], index) => {
    if (above === null || above === below) return
    const [bottom, top] = [frame.y(below), frame.y(above)]
    canvas.globalAlpha = alpha * (series.opacity?.(index) ?? 1)
    canvas.fillStyle = series.colorAt?.(index) ?? series.color
    const high = Math.max(1, Math.abs(bottom - top))
    canvas.fillRect(frame.x(index) - room / 2 + place * width, Math.min(bottom, top), Math.max(1, width - (places > 1 ? 1 : 0)), high)
  })
}

/** In pieces, with gaps where there is no number; a number alone is a dot. */
function paintLine(canvas: Canvas, series: PlotSeries, frame: Frame, found: Spans) {
  const { color, width = 1.5, dash = [], area } = series
  const alpha = canvas.globalAlpha
  canvas.strokeStyle = color
  canvas.fillStyle = color
  canvas.lineWidth = width
  canvas.lineJoin = 'round'
  for (const piece of pieces(found)) {
    const points = piece.map((index) => [frame.x(index), frame.y(found[index]![1]!)] as const)
    if (area !== undefined && points.length > 1) {
      canvas.globalAlpha = alpha * area
      trace(canvas, points)
      for (const index of [...piece].reverse()) canvas.lineTo(frame.x(index), frame.y(found[index]![0]))
      canvas.fill()
      canvas.globalAlpha = alpha
    }
    canvas.setLineDash([...dash])
    trace(canvas, points)
    if (points.length > 1) canvas.stroke()
    canvas.setLineDash([])
    if (points.length > 1 || dash.length > 0) continue
    canvas.beginPath()
    canvas.arc(points[0]![0], points[0]![1], 2.5, 0, 2 * Math.PI)
    canvas.fill()
  }
}

/** Indexes of numbers that follow each other. */
function pieces(found: Spans): number[][] {
  const all: number[][] = []
  found.forEach(([, value], index) => {
    if (value === null) return
    if (index > 0 && found[index - 1]![1] !== null) all.at(-1)!.push(index)
    else all.push([index])
  })
  return all
}

function trace(canvas: Canvas, points: readonly (readonly [number, number])[]) {
  canvas.beginPath()
  points.forEach(([x, y], index) => (index === 0 ? canvas.moveTo(x, y) : canvas.lineTo(x, y)))
}

function paintMarks(canvas: Canvas, { marks, colors }: Plot, frame: Frame) {
  const free: number[] = []
  canvas.textAlign = 'center'
  canvas.textBaseline = 'bottom'
  canvas.lineWidth = 1
  for (const { at, text, row, dashed } of marks) {
    const x = Math.round(frame.place(at)) + 0.5
    canvas.strokeStyle = dashed ? colors.muted : colors.text
    canvas.fillStyle = dashed ? colors.muted : colors.text
    canvas.setLineDash(dashed ? [3, 3] : [])
    const half = canvas.measureText(text).width / 2
    const fits = x - half >= (free[row] ?? 0)
    line(canvas, x, fits ? frame.top - row * MARK_ROW : frame.top, x, frame.top + frame.height)
    canvas.setLineDash([])
    if (!fits) continue
    free[row] = x + half + WORD_GAP_PX
    canvas.fillText(text, x, frame.top - row * MARK_ROW - 3)
  }
}

function line(canvas: Canvas, x1: number, y1: number, x2: number, y2: number) {
  canvas.beginPath()
  canvas.moveTo(x1, y1)
  canvas.lineTo(x2, y2)
  canvas.stroke()
}
