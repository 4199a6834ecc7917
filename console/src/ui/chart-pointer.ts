/**
 * Where a chart is pressed and dragged, in its axes' own values: a press anywhere in the plot, not
 * only on a mark, and a stretch of the x axis. Knows nothing of what is drawn.
 */
import type { EChartsType } from 'echarts/core'
import { graphic } from 'echarts/core'

export type ChartPick = {
  /** In the axes' own values; of a category axis the index. */
  x: number
  y: number
  /** On the screen. */
  at: { x: number; y: number }
  alt: boolean
}

type Handlers = { onPick?: (pick: ChartPick) => void; onZoom?: (from: number, to: number) => void }
type ZrEvent = { offsetX: number; offsetY: number; event: unknown }

/** A press that moves further than this many pixels is a drag. */
const DRAG_PX = 5
const PLOT = { gridIndex: 0 }

/** Watches until the answer is called. */
export function watchPointer(chart: EChartsType, handlers: () => Handlers): () => void {
  let start: ZrEvent | undefined
  let shade: InstanceType<typeof graphic.Rect> | undefined
  const zr = chart.getZr()
  const isPlot = () => Boolean((chart.getOption() as { grid?: unknown[] } | undefined)?.grid?.length)
  const values = ({ offsetX, offsetY }: ZrEvent) => chart.convertFromPixel(PLOT, [offsetX, offsetY]) as unknown as [number, number]

  const stop = () => {
    if (shade) zr.remove(shade)
    shade = undefined
    start = undefined
  }
  const down = (event: ZrEvent) => {
    stop()
    if (isPlot() && chart.containPixel(PLOT, [event.offsetX, event.offsetY])) start = event
  }
  const move = (event: ZrEvent) => {
    if (!start || !handlers().onZoom || Math.abs(event.offsetX - start.offsetX) < DRAG_PX) return
    shade ??= addShade(chart)
    const [left, right] = clamp(chart, start.offsetX, event.offsetX)
    shade.setShape({ ...shade.shape, x: left, width: right - left })
  }
  const up = (event: ZrEvent) => {
    const from = start
    const dragged = shade !== undefined
    stop()
    if (!from) return
    if (!dragged) return pick(event)
    const ends = clamp(chart, from.offsetX, event.offsetX).map((offsetX) => values({ ...event, offsetX, offsetY: from.offsetY })[0])
    handlers().onZoom?.(ends[0]!, ends[1]!)
  }
  const pick = (event: ZrEvent) => {
    const { clientX = 0, clientY = 0, altKey = false } = event.event as Partial<MouseEvent>
    const [x, y] = values(event)
    chart.dispatchAction({ type: 'hideTip' })
    handlers().onPick?.({ x, y, at: { x: clientX, y: clientY }, alt: altKey })
  }
  const escape = (event: KeyboardEvent) => event.key === 'Escape' && stop()

  zr.on('mousedown', down)
  zr.on('mousemove', move)
  zr.on('mouseup', up)
  window.addEventListener('keydown', escape)
  return () => {
    window.removeEventListener('keydown', escape)
    if (!chart.isDisposed()) for (const [name, handler] of [['mousedown', down], ['mousemove', move], ['mouseup', up]] as const) zr.off(name, handler)
  }
}

/** The two ends in order, within the plot. */
function clamp(chart: EChartsType, a: number, b: number): [number, number] {
  const { x, width } = plotOf(chart)
  const within = [a, b].map((end) => Math.max(x, Math.min(end, x + width))).sort((one, other) => one - other)
  return [within[0]!, within[1]!]
}

type Box = { x: number; y: number; width: number; height: number }
type Grid = { coordinateSystem: { getRect: () => Box } }
type Model = { getModel: () => { getComponent: (name: string, index: number) => Grid } }

function plotOf(chart: EChartsType): Box {
  return (chart as unknown as Model).getModel().getComponent('grid', 0).coordinateSystem.getRect()
}

function addShade(chart: EChartsType) {
  const { y, height } = plotOf(chart)
  const fill = getComputedStyle(chart.getDom()).getPropertyValue('--accent').trim()
  const shade = new graphic.Rect({ shape: { x: 0, y, width: 0, height }, style: { fill, opacity: 0.14 }, z: 100, silent: true })
  chart.getZr().add(shade)
  return shade
}
