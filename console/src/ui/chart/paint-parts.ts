/** Paints the parts of a whole as a ring, and lengths under each other. Knows nothing of the pointer. */
import { FONT, type Lengths, type Pie, type Size } from './drawing'

type Canvas = CanvasRenderingContext2D

const INNER = 0.48
const OUTER = 0.88
/** What is looked at stands out by so much. */
const LIFT_PX = 4

type Ring = { x: number; y: number; inner: number; outer: number }

function ringOf({ width, height }: Size): Ring {
  const radius = Math.min(width, height) / 2
  return { x: width / 2, y: height / 2, inner: radius * INNER, outer: radius * OUTER }
}

/** Angles between the slices, from the top on, once around. */
function angles({ slices }: Pie): number[] {
  const sum = slices.reduce((all, { value }) => all + value, 0) || 1
  let at = -Math.PI / 2
  return [at, ...slices.map(({ value }) => (at += (2 * Math.PI * value) / sum))]
}

export function paintPie(canvas: Canvas, pie: Pie, size: Size, lit?: number) {
  const { x, y, inner, outer } = ringOf(size)
  const ends = angles(pie)
  canvas.strokeStyle = pie.colors.ground
  canvas.lineWidth = 2
  pie.slices.forEach(({ color }, index) => {
    canvas.fillStyle = color
    canvas.beginPath()
    canvas.arc(x, y, outer + (index === lit ? LIFT_PX : 0), ends[index]!, ends[index + 1]!)
    canvas.arc(x, y, inner, ends[index + 1]!, ends[index]!, true)
    canvas.closePath()
    canvas.fill()
    canvas.stroke()
  })
}

/** The slice under a pixel. */
export function sliceAt(pie: Pie, size: Size, px: number, py: number): number | undefined {
  const { x, y, inner, outer } = ringOf(size)
  const far = Math.hypot(px - x, py - y)
  if (far < inner || far > outer) return undefined
  const turned = Math.atan2(py - y, px - x)
  const angle = turned < -Math.PI / 2 ? turned + 2 * Math.PI : turned
  const index = angles(pie).findLastIndex((begin) => begin <= angle)
  return index < pie.slices.length ? index : undefined
}

const NAME_MAX_PX = 320
const TEXT_PX = 80

/** Length alone tells; each has its name before it and its number behind it. */
export function paintLengths(canvas: Canvas, { rows, max, colors }: Lengths, { width, height }: Size) {
  canvas.font = `12px ${FONT}`
  canvas.textBaseline = 'middle'
  const names = Math.min(NAME_MAX_PX, Math.max(0, ...rows.map(({ name }) => canvas.measureText(name).width)))
  const [left, band] = [names + 16, height / Math.max(1, rows.length)]
  const room = Math.max(1, width - left - TEXT_PX)
  rows.forEach(({ name, value, color, text }, index) => {
    const middle = (index + 0.5) * band
    const long = Math.max(1, (value / (max || 1)) * room)
    canvas.fillStyle = colors.text
    canvas.textAlign = 'right'
    canvas.fillText(name, names + 8, middle, NAME_MAX_PX)
    canvas.textAlign = 'left'
    canvas.fillText(text, left + long + 6, middle)
    canvas.fillStyle = color
    canvas.fillRect(left, middle - band * 0.35, long, band * 0.7)
  })
  canvas.strokeStyle = colors.hairline
  canvas.beginPath()
  canvas.moveTo(Math.round(left) + 0.5, 0)
  canvas.lineTo(Math.round(left) + 0.5, height)
  canvas.stroke()
}
