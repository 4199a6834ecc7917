/** A chart drawn off screen, to be saved as a picture. Comes with the drawing library. */
import './Chart'

import { init, type EChartsCoreOption } from 'echarts/core'

type Size = { width: number; height: number; scale: number; ground: string }

export function drawChart(option: EChartsCoreOption, { width, height, scale, ground }: Size): HTMLCanvasElement {
  const box = document.createElement('div')
  const chart = init(box, undefined, { renderer: 'canvas', width, height, devicePixelRatio: scale })
  try {
    chart.setOption({ ...option, animation: false })
    return chart.renderToCanvas({ pixelRatio: scale, backgroundColor: ground })
  } finally {
    chart.dispose()
  }
}
