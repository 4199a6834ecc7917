/**
 * Paints a picture as a PNG file: twice as fine as the screen, in the theme's colours. The chart is
 * drawn as it is on the screen; words and tables around it on the same canvas.
 */
import { FONT } from '~/ui/chart/drawing'
import { picture as paintPicture } from '~/ui/chart/paint'
import type { Legend, Picture } from './picture'

const WIDTH = 1200
const MARGIN = 24
const ROW = 22
const SCALE = 2
const LEGEND_COLUMNS = 3
const LEGEND_MOST = 51
const TABLE_ROWS_MOST = 60

type Canvas = CanvasRenderingContext2D

export async function pictureFile(picture: Picture): Promise<Blob> {
  const top = MARGIN + 48
  const body = picture.kind === 'chart' ? picture.height : (Math.min(picture.rows.length, TABLE_ROWS_MOST) + 1) * ROW
  const legend = picture.legend.slice(0, LEGEND_MOST)
  const legendHeight = legend.length > 0 ? Math.ceil(legend.length / LEGEND_COLUMNS) * ROW + 12 : 0
  const canvas = document.createElement('canvas')
  canvas.width = WIDTH * SCALE
  canvas.height = (top + body + legendHeight + MARGIN) * SCALE
  const paint = canvas.getContext('2d')!
  paint.scale(SCALE, SCALE)
  paint.fillStyle = picture.palette.ground
  paint.fillRect(0, 0, WIDTH, canvas.height)
  paintHead(paint, picture)
  if (picture.kind === 'chart') paintChart(paint, picture, top)
  else paintTable(paint, picture, top)
  paintLegend(paint, legend, picture, top + body + 12)
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png'))
}

function paintHead(paint: Canvas, { title, subtitle, palette }: Picture) {
  paint.textBaseline = 'top'
  write(paint, title, MARGIN, MARGIN, WIDTH - 2 * MARGIN, palette.text, `600 16px ${FONT}`)
  write(paint, subtitle, MARGIN, MARGIN + 22, WIDTH - 2 * MARGIN, palette.muted, `12px ${FONT}`)
}

function paintChart(paint: Canvas, { drawing, height }: Extract<Picture, { kind: 'chart' }>, top: number) {
  const width = WIDTH - 2 * MARGIN
  paint.drawImage(paintPicture(drawing, { width, height }, SCALE), MARGIN, top, width, height)
}

function paintLegend(paint: Canvas, legend: Legend, { palette }: Picture, top: number) {
  const width = (WIDTH - 2 * MARGIN) / LEGEND_COLUMNS
  legend.forEach(({ text, value, stroke }, index) => {
    const x = MARGIN + (index % LEGEND_COLUMNS) * width
    const y = top + Math.floor(index / LEGEND_COLUMNS) * ROW
    paint.fillStyle = stroke?.color ?? palette.text
    for (const [from, size] of stroke?.dashed ? [[0, 4], [7, 4]] : [[0, 12]]) paint.fillRect(x + from!, y + 4, size!, 4)
    paint.font = `12px ${FONT}`
    const room = width - 36 - paint.measureText(value).width
    write(paint, text, x + 20, y, room, palette.text, `12px ${FONT}`)
    write(paint, value, x + width - 12, y, width, palette.muted, `12px ${FONT}`, 'right')
  })
}

function paintTable(paint: Canvas, { heads, rows, numeric, palette }: Extract<Picture, { kind: 'table' }>, top: number) {
  const texts = heads.length - numeric.filter(Boolean).length
  const narrow = Math.min(130, (WIDTH - 2 * MARGIN) / heads.length)
  const wide = (WIDTH - 2 * MARGIN - narrow * (heads.length - texts)) / Math.max(1, texts)
  const line = (cells: string[], y: number, color: string, font: string) => {
    let x = MARGIN
    cells.forEach((cell, index) => {
      const width = numeric[index] ? narrow : wide
      write(paint, cell, numeric[index] ? x + width - 8 : x, y + 5, width - 12, color, font, numeric[index] ? 'right' : 'left')
      x += width
    })
    paint.fillStyle = palette.hairline
    paint.fillRect(MARGIN, y + ROW - 1, WIDTH - 2 * MARGIN, 1)
  }
  line(heads, top, palette.muted, `500 12px ${FONT}`)
  rows.slice(0, TABLE_ROWS_MOST).forEach((row, index) => line(row, top + (index + 1) * ROW, palette.text, `12px ${FONT}`))
}

/** One line, cut with an ellipsis where there is no more room. */
function write(paint: Canvas, text: string, x: number, y: number, room: number, color: string, font: string, align: CanvasTextAlign = 'left') {
  paint.font = font
  paint.fillStyle = color
  paint.textAlign = align
  let shown = text
  while (shown.length > 1 && paint.measureText(shown).width > room) shown = `${shown.slice(0, -2)}…`
  paint.fillText(shown, x, y)
}
