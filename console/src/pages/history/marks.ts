/**
 * From items to what is drawn of them in a lane so many pixels wide, and back from a pixel to
 * items. Pure. However many items there are, there is no more to draw than the lane has pixels.
 */
import { frustrations, type Kind } from '~/lib/event'
import type { Item } from './history'
import type { Window } from './window'

/** One line of the axis. Each list is in order of time. */
export type Lane = {
  key: string
  span: Window | undefined
  /** The view that the lane is, to be opened by a click on its bar. */
  item: Item | undefined
  /** Moments: actions, errors, vitals, logs. */
  points: Item[]
  /** Stretches that overlap: resources. */
  bars: Item[]
  /** Stretches that do not: long tasks. */
  blocks: Item[]
  /** Whether the blocks have the lane for themselves. */
  isBand?: boolean
}

export type Cluster = { x: number; items: Item[]; lead: Item }
export type Scale = { window: Window; width: number }

export function toLane(key: string, items: Item[], span?: Window, item?: Item): Lane {
  const isBar = ({ kind }: Item) => kind === 'resource'
  const isBlock = ({ kind }: Item) => kind === 'long_task'
  return {
    key, span, item,
    // A view is its lane, and a segment of the replay is no moment of its own.
    points: items.filter((one) => !isBar(one) && !isBlock(one) && one.kind !== 'view' && one.kind !== 'replay'),
    bars: items.filter(isBar),
    blocks: items.filter(isBlock),
  }
}

export function toX(at: number, { window, width }: Scale): number {
  return ((at - window.from) / (window.to - window.from)) * width
}

export function toTime(x: number, { window, width }: Scale): number {
  return window.from + (x / Math.max(width, 1)) * (window.to - window.from)
}

/** Nearer together than this, points are drawn as one with their number. */
const APART_PX = 14

/** Points of the window, those too near each other as one, led by the gravest. */
export function clusters(points: Item[], scale: Scale): Cluster[] {
  const found: Cluster[] = []
  const last = scale.window.to + (APART_PX / Math.max(scale.width, 1)) * (scale.window.to - scale.window.from)
  for (let index = firstAfter(points, toTime(-APART_PX, scale)); index < points.length; index += 1) {
    const item = points[index]!
    if (item.at > last) break
    const x = toX(item.at, scale)
    const before = found[found.length - 1]
    if (!before || x - before.x >= APART_PX) found.push({ x, items: [item], lead: item })
    else {
      before.items.push(item)
      if (gravity(item) > gravity(before.lead)) before.lead = item
    }
  }
  return found
}

const GRAVITY: Record<Kind, number> = { error: 9, action: 5, log: 4, vital: 3, view: 2, resource: 1, long_task: 1, replay: 0, other: 0 }

export function isFrustrated(item: Item): boolean {
  return item.kind === 'action' && frustrations(item.event).length > 0
}

function gravity(item: Item): number {
  return isFrustrated(item) || (item.kind === 'log' && item.bad) ? 8 : GRAVITY[item.kind]
}

/** How many bars there are at each pixel. */
export function skyline(bars: Item[], scale: Scale): Uint16Array {
  const width = Math.max(Math.ceil(scale.width), 1)
  const steps = new Int32Array(width + 1)
  for (const bar of bars) {
    if (bar.at > scale.window.to) break
    if (bar.end < scale.window.from) continue
    const from = Math.max(Math.floor(toX(bar.at, scale)), 0)
    const to = Math.min(Math.max(Math.ceil(toX(bar.end, scale)), from + 1), width)
    if (from >= width) continue
    steps[from]! += 1
    steps[to]! -= 1
  }
  const heights = new Uint16Array(width)
  let sum = 0
  for (let x = 0; x < width; x += 1) {
    sum += steps[x]!
    heights[x] = Math.min(sum, 65535)
  }
  return heights
}

/** Those that cover a moment, give or take a pixel or two; the shortest first, being the hardest to hit. */
export function covering(items: Item[], x: number, scale: Scale, slack = 2): Item[] {
  const [from, to] = [toTime(x - slack, scale), toTime(x + slack, scale)]
  const found = items.filter((item) => item.at <= to && item.end >= from)
  return found.sort((a, b) => a.end - a.at - (b.end - b.at))
}

/** The first index at or after a moment, in a list in order. */
export function firstAfter(items: Item[], at: number): number {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (items[middle]!.at < at) low = middle + 1
    else high = middle
  }
  return low
}

/** Where the parts of a lane lie in it, in pixels from its top. */
export type Geometry = { height: number; points: number; barsTop: number; barsBottom: number; blocksTop: number; blocksBottom: number }
export const ROOMY: Geometry = { height: 40, points: 11, barsTop: 20, barsBottom: 31, blocksTop: 33, blocksBottom: 37 }
/** For many lanes: as much of them in sight as can be read. */
export const COMPACT: Geometry = { height: 28, points: 9, barsTop: 16, barsBottom: 22, blocksTop: 23, blocksBottom: 26 }

/** Top and bottom of the blocks of a lane. */
export function blocksOf({ isBand }: Lane, { height, blocksTop, blocksBottom }: Geometry): [number, number] {
  return isBand ? [8, height - 8] : [blocksTop, blocksBottom]
}

/** For still more, as in a session of an hour: names one under another, as in a list. */
export const DENSE: Geometry = { height: 20, points: 7, barsTop: 12, barsBottom: 16, blocksTop: 16, blocksBottom: 19 }

/** What lies at a point of a lane: marks before stretches, the view's bar last. */
export function hit(lane: Lane, x: number, y: number, scale: Scale, geometry: Geometry): Item[] {
  const points = clusters(lane.points, scale).find((cluster) => Math.abs(cluster.x - x) <= APART_PX / 2 + 1)
  if (points && y < geometry.barsTop) return [points.lead, ...points.items.filter((item) => item !== points.lead)]
  const [bars, blocks] = [covering(lane.bars, x, scale), covering(lane.blocks, x, scale)]
  const found = lane.isBand || y >= geometry.blocksTop - 1 ? [...blocks, ...bars] : y >= geometry.barsTop - 2 ? [...bars, ...blocks] : []
  if (found.length > 0) return found
  const at = toTime(x, scale)
  return lane.item && at >= lane.item.at && at <= lane.item.end ? [lane.item] : []
}
