/** What a picture file is made of: a title, what was asked about, a legend, and a chart or a table. */
import type { EChartsCoreOption } from 'echarts/core'

import type { Palette } from '~/ui/colors'
import type { Stroke } from './option-series'

export type PictureText = { title: string; subtitle: string; palette: Palette }
export type Legend = { text: string; value: string; stroke?: Stroke }[]

export type Picture = PictureText & { legend: Legend } & (
    | { kind: 'chart'; option: EChartsCoreOption; height: number }
    | { kind: 'table'; heads: string[]; rows: string[][]; numeric: boolean[] }
  )
