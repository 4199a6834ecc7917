/** What a picture file is made of: a title, what was asked about, a legend, and a chart or a table. */
import type { Drawing } from '~/ui/chart/drawing'
import type { Palette } from '~/ui/colors'
import type { Stroke } from './drawing-series'

export type PictureText = { title: string; subtitle: string; palette: Palette }
export type Legend = { text: string; value: string; stroke?: Stroke }[]

export type Picture = PictureText & { legend: Legend } & (
    | { kind: 'chart'; drawing: Drawing; height: number }
    | { kind: 'table'; heads: string[]; rows: string[][]; numeric: boolean[] }
  )
