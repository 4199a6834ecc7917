/** Draws one lane of the axis on a canvas. Knows pixels and colours; what is where it is told. */
import { kindColor } from '~/ui/KindIcon'
import type { Palette } from '~/ui/colors'
import type { Item } from './history'
import { blocksOf, clusters, isFrustrated, skyline, toX, type Cluster, type Geometry, type Lane, type Scale } from './marks'

type Context = CanvasRenderingContext2D

/** How a lane is drawn: where its time lies, how large its parts are, in which colours. */
export type Look = { scale: Scale; geometry: Geometry; palette: Palette }

export function drawLane(context: Context, lane: Lane, top: number, look: Look) {
  if (lane.span) drawSpan(context, lane, top, look)
  drawSkyline(context, lane.bars, top, look)
  drawFailed(context, lane.bars, top, look)
  drawBlocks(context, lane, top, look)
  for (const cluster of clusters(lane.points, look.scale)) drawCluster(context, cluster, top + look.geometry.points, look.palette)
}

/** How long the view lasted. */
function drawSpan(context: Context, { span }: Lane, top: number, { scale, geometry, palette }: Look) {
  const from = Math.max(toX(span!.from, scale), -8)
  const to = Math.min(Math.max(toX(span!.to, scale), from + 2), scale.width + 8)
  if (to < 0 || from > scale.width) return
  context.beginPath()
  context.roundRect(from, top + 1.5, to - from, geometry.height - 3, 4)
  context.fillStyle = palette.raised
  context.fill()
  context.strokeStyle = palette.hairline
  context.lineWidth = 1
  context.stroke()
}

function drawSkyline(context: Context, bars: Item[], top: number, { scale, geometry, palette }: Look) {
  const heights = skyline(bars, scale)
  const most = geometry.barsBottom - geometry.barsTop
  context.fillStyle = kindColor(palette, 'resource')
  for (let x = 0; x < heights.length; ) {
    const count = heights[x]!
    let end = x + 1
    while (end < heights.length && heights[end] === count) end += 1
    if (count > 0) {
      const height = Math.min(2 + 2 * Math.log2(count), most)
      context.fillRect(x, top + geometry.barsBottom - height, end - x, height)
    }
    x = end
  }
}

function drawFailed(context: Context, bars: Item[], top: number, { scale, geometry, palette }: Look) {
  context.fillStyle = palette.poor
  for (const bar of bars) {
    if (!bar.bad || bar.end < scale.window.from || bar.at > scale.window.to) continue
    const from = toX(bar.at, scale)
    context.fillRect(from, top + geometry.barsBottom - 2, Math.max(toX(bar.end, scale) - from, 3), 3)
  }
}

function drawBlocks(context: Context, lane: Lane, top: number, { scale, geometry, palette }: Look) {
  const { blocks } = lane
  const [upper, lower] = blocksOf(lane, geometry)
  context.fillStyle = kindColor(palette, 'long_task')
  for (const block of blocks) {
    if (block.end < scale.window.from || block.at > scale.window.to) continue
    const from = toX(block.at, scale)
    context.fillRect(from, top + upper, Math.max(toX(block.end, scale) - from, 2), lower - upper)
  }
}

/** One mark, its shape and colour telling the gravest of what is there, and how many there are. */
function drawCluster(context: Context, { x, items, lead }: Cluster, y: number, palette: Palette) {
  drawMark(context, lead, x, y, palette)
  if (items.length === 1) return
  const text = items.length > 99 ? '99' : String(items.length)
  context.font = '600 9px system-ui, sans-serif'
  context.textBaseline = 'middle'
  context.textAlign = 'left'
  context.lineWidth = 3
  context.strokeStyle = palette.raised
  context.strokeText(text, x + 6, y - 4)
  context.fillStyle = palette.text
  context.fillText(text, x + 6, y - 4)
}

export function drawMark(context: Context, item: Item, x: number, y: number, palette: Palette) {
  context.fillStyle = kindColor(palette, item.kind)
  context.beginPath()
  switch (item.kind) {
    case 'error':
      context.moveTo(x, y - 6)
      context.lineTo(x + 6, y + 5)
      context.lineTo(x - 6, y + 5)
      break
    case 'vital':
      context.moveTo(x, y - 5)
      context.lineTo(x + 4.5, y)
      context.lineTo(x, y + 5)
      context.lineTo(x - 4.5, y)
      break
    case 'log':
      if (item.bad) context.fillStyle = palette.poor
      context.rect(x - 3.5, y - 3.5, 7, 7)
      break
    default:
      context.arc(x, y, item.kind === 'action' ? 4 : 3, 0, 2 * Math.PI)
  }
  context.fill()
  if (isFrustrated(item)) drawRing(context, x, y, palette)
}

/** Frustration: a second ring around the action. */
function drawRing(context: Context, x: number, y: number, palette: Palette) {
  context.beginPath()
  context.arc(x, y, 6.5, 0, 2 * Math.PI)
  context.lineWidth = 2
  context.strokeStyle = palette.needs_improvement
  context.stroke()
}

/** The item that is open: a line down the axis, and what it spans. */
export function drawSelected(context: Context, item: Item, found: { lane: Lane; top: number } | undefined, height: number, { scale, geometry, palette }: Look) {
  const x = toX(item.at, scale)
  context.fillStyle = palette.accent
  context.globalAlpha = 0.7
  context.fillRect(Math.round(x) - 0.5, 0, 1, height)
  context.globalAlpha = 1
  if (!found) return
  const { lane, top: laneTop } = found
  const [upper, lower] = blocksOf(lane, geometry)
  context.strokeStyle = palette.accent
  context.lineWidth = 2
  context.beginPath()
  const to = Math.min(Math.max(toX(item.end, scale), x + 4), scale.width + 8)
  if (item.kind === 'view') context.roundRect(Math.max(x, -8), laneTop + 2, to - Math.max(x, -8), geometry.height - 4, 4)
  else if (item.kind === 'resource') context.rect(x - 1, laneTop + geometry.barsTop - 2, to - x + 2, geometry.barsBottom - geometry.barsTop + 4)
  else if (item.kind === 'long_task') context.rect(x - 1, laneTop + upper - 2, to - x + 2, lower - upper + 4)
  else context.arc(x, laneTop + geometry.points, 8.5, 0, 2 * Math.PI)
  context.stroke()
}

/** Where the pointer is, and what it drags over. */
export function drawPointer(context: Context, pointed: { at: number; drag?: { from: number; to: number } } | undefined, scale: Scale, height: number, palette: Palette) {
  if (!pointed) return
  context.fillStyle = palette.muted
  context.globalAlpha = 0.5
  context.fillRect(Math.round(toX(pointed.at, scale)), 0, 1, height)
  context.globalAlpha = 1
  if (!pointed.drag) return
  const from = toX(pointed.drag.from, scale)
  context.fillStyle = palette.accent
  context.globalAlpha = 0.16
  context.fillRect(from, 0, toX(pointed.drag.to, scale) - from, height)
  context.globalAlpha = 1
}
