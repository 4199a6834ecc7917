/**
 * Everything of one session or view as items on one time axis. Pure: it reads events and knows
 * nothing of screens. Times are milliseconds from the first event; a length that is not told is
 * undefined, and such an item ends where it begins.
 */
import type { EventJson } from '~/api/queries'
import { dateOf, durationOf, hasFailed, idOf, KINDS, kindOf, text, titleOf, type Kind } from '~/lib/event'

const NS_PER_MS = 1e6

export type Item = {
  /** The event's id, or, where it has none, what tells it apart on this page. */
  key: string
  kind: Kind
  at: number
  end: number
  durationNs: number | undefined
  view: string | undefined
  title: string | undefined
  /** An error, or a request that failed. */
  bad: boolean
  event: EventJson
}

/** A view and what happened in it, in order. Known by its items alone when its own event is missing. */
export type ViewSpan = { id: string; name: string | undefined; at: number; end: number; item: Item | undefined; items: Item[] }

export type History = {
  /** The first event, in milliseconds since 1970. */
  start: number
  length: number
  /** In order. */
  items: Item[]
  views: ViewSpan[]
  byKey: Map<string, Item>
  counts: Record<Kind, number>
}

export function history(events: EventJson[]): History {
  const dates = events.map(dateOf)
  const start = dates.reduce<number>((least, date) => Math.min(least, date ?? Infinity), Infinity)
  const items = Number.isFinite(start) ? toItems(events, dates, start) : []
  const counts = Object.fromEntries(KINDS.map((kind) => [kind, 0])) as Record<Kind, number>
  for (const { kind } of items) counts[kind] += 1
  return {
    start: Number.isFinite(start) ? start : 0,
    length: items.reduce((last, { end }) => Math.max(last, end), 1),
    items,
    views: viewsOf(items),
    byKey: new Map(items.map((item) => [item.key, item])),
    counts,
  }
}

function toItems(events: EventJson[], dates: (number | undefined)[], start: number): Item[] {
  const keys = new Set<string>()
  let last = start
  const items = events.map((event, index) => {
    // Without a date it stands where the server put it: behind the event before it.
    last = dates[index] ?? last
    const item = toItem(event, last - start, index)
    if (keys.has(item.key)) item.key = `${item.key}-${index}`
    keys.add(item.key)
    return item
  })
  return items.sort((a, b) => a.at - b.at || KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind))
}

function toItem(event: EventJson, at: number, index: number): Item {
  const kind = kindOf(event)
  const durationNs = durationOf(event)
  return {
    key: idOf(event) ?? `${kind}-${at}-${index}`,
    kind,
    at,
    end: at + (durationNs ?? 0) / NS_PER_MS,
    durationNs,
    view: text(event, 'view.id'),
    title: titleOf(event),
    bad: kind === 'error' || (kind === 'resource' && hasFailed(event)) || (kind === 'log' && text(event, 'status') === 'error'),
    event,
  }
}

/** By their start. What happened in no view is in none of them. */
function viewsOf(items: Item[]): ViewSpan[] {
  const views = new Map<string, ViewSpan>()
  for (const item of items) {
    if (item.view === undefined) continue
    const known = views.get(item.view) ?? { id: item.view, name: undefined, at: item.at, end: item.at, item: undefined, items: [] }
    views.set(item.view, known)
    if (item.kind === 'view') known.item = item
    else known.items.push(item)
  }
  for (const view of views.values()) measure(view)
  return [...views.values()].sort((a, b) => a.at - b.at)
}

function measure(view: ViewSpan) {
  const said = view.item ?? view.items[0]
  view.name = said && (text(said.event, 'view.name') ?? text(said.event, 'view.url_path') ?? text(said.event, 'view.url'))
  view.at = view.item?.at ?? view.items[0]?.at ?? 0
  // A view that has told its length lasted so long; of one that has not, what happened in it tells.
  view.end = view.item?.durationNs !== undefined ? view.item.end : view.items.reduce((last, { end }) => Math.max(last, end), view.at)
}

/** Texts in which an item is looked for. */
const SEARCHED = [
  'view.name', 'view.url', 'action.target.name', 'action.type', '_dd.action.target.selector', 'resource.url', 'resource.type',
  'resource.method', 'resource.status_code', 'error.message', 'error.type', 'error.stack', 'vital.name', 'message', 'status', 'service',
]
const searched = new WeakMap<EventJson, string>()

export function holds(item: Item, lowerCase: string): boolean {
  let words = searched.get(item.event)
  if (words === undefined) {
    // Where it happened is said by every event; only the view itself is found by it.
    const paths = item.kind === 'view' ? SEARCHED : SEARCHED.filter((path) => !path.startsWith('view.'))
    words = paths.map((path) => text(item.event, path) ?? '').join('\n').toLowerCase()
    searched.set(item.event, words)
  }
  return words.includes(lowerCase)
}

/** The stretch that shows what was done before an item: so many actions and views before it, and it. */
export function leadingUp({ items, length }: Pick<History, 'items' | 'length'>, to: Item, steps = 5) {
  const before = items.filter(({ kind, at }) => (kind === 'action' || kind === 'view') && at <= to.at).slice(-steps)
  const from = before[0]?.at ?? 0
  const margin = Math.max(250, (to.at - from) * 0.06)
  return { from: Math.max(0, from - margin), to: Math.min(length, to.at + margin) }
}
