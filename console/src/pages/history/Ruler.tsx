/** The time above the lanes: round moments, flags such as vitals, and where the pointer is. */
import { useEffect } from 'react'

import { usePalette, type Palette } from '~/ui/colors'
import classes from './Axis.module.css'
import { useCanvas } from './canvas'
import { toX, type Scale } from './marks'
import type { Pointer } from './pointer'
import { offset, tickLabel, ticks } from './ticks'
import type { Zoom } from './window'

/** A moment with a name, such as the LCP. */
export type Flag = { at: number; label: string; tone: 'good' | 'needs_improvement' | 'poor' | 'muted' }

const TICKS_PX = 20
const FLAG_PX = 15
const FLAG_ROWS = 2

type Props = { zoom: Zoom; pointer: Pointer; flags?: Flag[] }

export function Ruler({ zoom, pointer, flags = [] }: Props) {
  const palette = usePalette()
  const { canvas, redraw } = useCanvas((context, width) => {
    const scale = { window: zoom.get(), width }
    const flagsPx = flags.length > 0 ? FLAG_PX * FLAG_ROWS : 0
    drawTicks(context, scale, flagsPx, palette)
    drawFlags(context, flags, scale, palette)
    drawNow(context, pointer.get()?.at, scale, flagsPx, palette)
  })
  useEffect(() => zoom.subscribe(redraw), [zoom, redraw])
  useEffect(() => pointer.subscribe(redraw), [pointer, redraw])
  const height = TICKS_PX + (flags.length > 0 ? FLAG_PX * FLAG_ROWS : 0)
  return <canvas ref={canvas} className={classes.ruler} style={{ height }} aria-hidden />
}

function drawTicks(context: CanvasRenderingContext2D, scale: Scale, top: number, palette: Palette) {
  const { step, at } = ticks(scale.window, scale.width)
  context.font = '11px system-ui, sans-serif'
  context.textBaseline = 'middle'
  context.textAlign = 'left'
  for (const moment of at) {
    const x = Math.round(toX(moment, scale))
    context.fillStyle = palette.hairline
    context.fillRect(x, top + 4, 1, TICKS_PX - 4)
    context.fillStyle = palette.muted
    const label = tickLabel(moment, step, (at.at(-1) ?? 0) >= 1000)
    if (x + 6 + context.measureText(label).width > scale.width) continue
    context.fillText(label, x + 4, top + TICKS_PX / 2 + 1)
  }
}

/** Labels that would lie on each other go a row down, and further ones are left to hover. */
function drawFlags(context: CanvasRenderingContext2D, flags: Flag[], scale: Scale, palette: Palette) {
  const free = Array<number>(FLAG_ROWS).fill(-Infinity)
  context.font = '600 10.5px system-ui, sans-serif'
  context.textBaseline = 'middle'
  for (const flag of flags) {
    const x = toX(flag.at, scale)
    if (x < -1 || x > scale.width + 1) continue
    const width = context.measureText(flag.label).width + 8
    const isLeft = x + width > scale.width
    const from = isLeft ? x - width : x
    const row = free.findIndex((end) => from >= end)
    context.fillStyle = palette[flag.tone]
    // Down to the ticks, whose words it would strike through; the lanes below go on with it.
    context.fillRect(Math.round(x), Math.max(row, 0) * FLAG_PX, 1, (FLAG_ROWS - Math.max(row, 0)) * FLAG_PX + 4)
    if (row === -1) continue
    free[row] = from + width
    context.textAlign = isLeft ? 'right' : 'left'
    context.fillText(flag.label, isLeft ? x - 4 : x + 4, row * FLAG_PX + FLAG_PX / 2)
  }
}

function drawNow(context: CanvasRenderingContext2D, at: number | undefined, scale: Scale, top: number, palette: Palette) {
  if (at === undefined) return
  const text = offset(at, (scale.window.to - scale.window.from) / 1000)
  context.font = '600 11px system-ui, sans-serif'
  context.textBaseline = 'middle'
  const width = context.measureText(text).width + 10
  const left = Math.min(Math.max(toX(at, scale) - width / 2, 0), scale.width - width)
  context.fillStyle = palette.text
  context.beginPath()
  context.roundRect(left, top + 2, width, TICKS_PX - 4, 3)
  context.fill()
  context.fillStyle = palette.ground
  context.textAlign = 'center'
  context.fillText(text, left + width / 2, top + TICKS_PX / 2 + 1)
}
