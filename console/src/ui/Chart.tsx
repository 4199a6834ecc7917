/**
 * A chart drawn by ECharts: sized by its box, in the theme's colours, drawn again when either
 * changes. Knows nothing of questions; what it shows is an option object of ECharts. Pages load it
 * when they draw (`ui/LazyChart.tsx`).
 */
import { BarChart, LineChart, PieChart } from 'echarts/charts'
import { GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from 'echarts/components'
import * as echarts from 'echarts/core'
import type { EChartsCoreOption, EChartsType } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'

import { watchPointer, type ChartPick } from './chart-pointer'

echarts.use([
  BarChart, LineChart, PieChart, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent,
  CanvasRenderer,
])

export type ChartClick = {
  seriesIndex: number
  seriesName: string
  name: string
  dataIndex: number
  value: unknown
  alt: boolean
  /** Where on the screen. */
  at: { x: number; y: number }
}

export type ChartProps = {
  option: EChartsCoreOption
  height: number
  /** What the chart says, for those who cannot see it. */
  label: string
  /** A mark was pressed. */
  onClick?: (click: ChartClick) => void
  /** The plot was pressed, on a mark or not. */
  onPick?: (pick: ChartPick) => void
  /** Two ends of what was dragged along the x axis, in the axis's own values. */
  onZoom?: (from: number, to: number) => void
  /** Given the chart once it is there, to light up a series or to save a picture. */
  onReady?: (chart: EChartsType) => void
}

export function Chart({ option, height, label, onClick, onPick, onZoom, onReady }: ChartProps) {
  const box = useRef<HTMLDivElement>(null)
  const chart = useRef<EChartsType>(undefined)
  const handlers = useRef({ onClick, onPick, onZoom })
  useEffect(() => void (handlers.current = { onClick, onPick, onZoom }))

  useEffect(() => {
    const made = echarts.init(box.current!, undefined, { renderer: 'canvas' })
    chart.current = made
    const observer = new ResizeObserver(() => made.resize())
    observer.observe(box.current!)
    listen(made, () => handlers.current)
    const unwatch = watchPointer(made, () => handlers.current)
    onReady?.(made)
    return () => {
      observer.disconnect()
      unwatch()
      made.dispose()
    }
    // One chart for as long as the component lives; `onReady` is told once.
  }, [])

  useEffect(() => {
    chart.current?.setOption({ animation: false, ...option }, { notMerge: true })
  }, [option])

  return <div ref={box} role="img" aria-label={label} style={{ height, width: '100%', cursor: onZoom ? 'crosshair' : undefined }} />
}

function listen(chart: EChartsType, handlers: () => Pick<ChartProps, 'onClick'>) {
  chart.on('click', (event) => {
    const { seriesIndex = 0, seriesName = '', name, dataIndex, value } = event
    const mouse = event.event?.event as MouseEvent | undefined
    const at = { x: mouse?.clientX ?? 0, y: mouse?.clientY ?? 0 }
    handlers().onClick?.({ seriesIndex, seriesName, name, dataIndex: dataIndex ?? 0, value, alt: mouse?.altKey ?? false, at })
  })
}
