/**
 * A chart drawn by ECharts: sized by its box, in the theme's colours, drawn again when either
 * changes. Knows nothing of questions; what it shows is an option object of ECharts.
 */
import { BarChart, LineChart, PieChart } from 'echarts/charts'
import {
  BrushComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
} from 'echarts/components'
import * as echarts from 'echarts/core'
import type { EChartsCoreOption, EChartsType } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'

echarts.use([
  BarChart, LineChart, PieChart, BrushComponent, GridComponent, LegendComponent, MarkAreaComponent, MarkLineComponent,
  TooltipComponent, CanvasRenderer,
])

export type ChartClick = { seriesIndex: number; seriesName: string; name: string; dataIndex: number; value: unknown; alt: boolean }

type Props = {
  option: EChartsCoreOption
  height: number
  /** What the chart says, for those who cannot see it. */
  label: string
  onClick?: (click: ChartClick) => void
  /** Two ends of what was dragged along the x axis, in the axis's own values. */
  onZoom?: (from: number, to: number) => void
  /** Given the chart once it is there, to save it as a picture. */
  onReady?: (chart: EChartsType) => void
}

export function Chart({ option, height, label, onClick, onZoom, onReady }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const chart = useRef<EChartsType>(undefined)
  const handlers = useRef({ onClick, onZoom })
  useEffect(() => void (handlers.current = { onClick, onZoom }))

  useEffect(() => {
    const made = echarts.init(box.current!, undefined, { renderer: 'canvas' })
    chart.current = made
    const observer = new ResizeObserver(() => made.resize())
    observer.observe(box.current!)
    listen(made, () => handlers.current)
    onReady?.(made)
    return () => {
      observer.disconnect()
      made.dispose()
    }
    // One chart for as long as the component lives; `onReady` is told once.
  }, [])

  useEffect(() => {
    chart.current?.setOption({ animation: false, ...option }, { notMerge: true })
    if (onZoom) startBrush(chart.current)
  }, [option, onZoom])

  return <div ref={box} role="img" aria-label={label} style={{ height, width: '100%' }} />
}

type Handlers = Pick<Props, 'onClick' | 'onZoom'>

function listen(chart: EChartsType, handlers: () => Handlers) {
  chart.on('click', (event) => {
    const { seriesIndex = 0, seriesName = '', name, dataIndex, value } = event
    const alt = (event.event?.event as MouseEvent | undefined)?.altKey ?? false
    handlers().onClick?.({ seriesIndex, seriesName, name, dataIndex: dataIndex ?? 0, value, alt })
  })
  chart.on('brushEnd', (event) => {
    const areas = (event as { areas?: { coordRange?: [number, number] }[] }).areas
    const range = areas?.[0]?.coordRange
    chart.dispatchAction({ type: 'brush', areas: [] })
    if (range && range[1] > range[0]) handlers().onZoom?.(range[0], range[1])
  })
}

/** Dragging along the x axis chooses a stretch of it. */
function startBrush(chart: EChartsType | undefined) {
  const brushOption = { brushType: 'lineX', brushMode: 'single' }
  chart?.dispatchAction({ type: 'takeGlobalCursor', key: 'brush', brushOption })
}
