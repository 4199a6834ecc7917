/**
 * The state of each page as its URL holds it. A link keeps working for years, so a part that
 * cannot be read falls back to its default and the rest stays. Names are short: people read them.
 */
import * as v from 'valibot'

const text = v.fallback(v.optional(v.pipe(v.string(), v.maxLength(4000))), undefined)
const moment = v.fallback(v.optional(v.pipe(v.number(), v.integer())), undefined)
const texts = v.fallback(v.optional(v.array(v.string())), undefined)
const flag = v.fallback(v.optional(v.boolean()), undefined)

function one<const T extends readonly string[]>(...names: T) {
  return v.fallback(v.optional(v.picklist(names)), undefined)
}

const time = {
  /** Relative to now: `4h`, `7d`. */
  range: text,
  /** Fixed: milliseconds since 1970, half-open. */
  from: moment,
  to: moment,
  /** IANA name of the zone that times are shown in. */
  tz: text,
}

export const EVENTS = ['session', 'view', 'action', 'resource', 'error', 'long_task', 'vital', 'log'] as const
export type EventName = (typeof EVENTS)[number]
/** What the explorer lists when its URL does not say. */
export const DEFAULT_EVENT: EventName = 'view'

export const loginSearch = v.object({
  /** Where to go once signed in: a path of our own. */
  back: text,
  /** Whether a session was over under an open page. */
  ended: flag,
})

export const firstSetupSearch = v.object({
  /** The secret of the link that the server printed. */
  token: text,
})

/** On every page of an application. */
export const timeSearch = v.object(time)

export const overviewSearch = v.object({
  ...time,
  /** The search text that narrows everything. */
  q: text,
  /** What the errors' course is stacked by. */
  errors: one('source', 'type'),
})
export type OverviewSearch = v.InferOutput<typeof overviewSearch>

export const FUNCTIONS = ['count', 'cardinality', 'sum', 'avg', 'min', 'max', 'p50', 'p75', 'p90', 'p95', 'p99'] as const
export const SHAPES = ['line', 'bar', 'area', 'toplist', 'table', 'pie', 'distribution'] as const

/** Which groups are named: of the most events, or of the highest or the lowest number. */
export const FIRSTS = ['events', 'highest', 'lowest'] as const

export const explorerSearch = v.object({
  ...time,
  event: one(...EVENTS),
  q: text,
  tab: one('list', 'analytics'),
  /** List: columns in order, the field that stacks the timeline, the open event's id, live tail. */
  cols: texts,
  stack: text,
  panel: text,
  live: flag,
  /** Analytics: the number, its field, groups, picture. */
  fn: one(...FUNCTIONS),
  field: text,
  by: texts,
  limit: moment,
  first: one(...FIRSTS),
  shape: one(...SHAPES),
  /** Fixed width of time buckets in milliseconds; chosen by the time when it is not there. */
  every: moment,
  /** Whether the period before is drawn as well. */
  compare: flag,
})
export type ExplorerSearch = v.InferOutput<typeof explorerSearch>

export const historySearch = v.object({
  ...time,
  /** Id of the event whose detail is open. */
  panel: text,
  /** Kinds that are hidden. */
  hide: texts,
  /** What is looked for among the events. */
  q: text,
  /** The stretch of the axis that is looked at: milliseconds from the start, `1200-4800`. */
  zoom: text,
  /** Waterfall: its order, `-` for the greatest first, and the types and hosts that are shown. */
  sort: one('start', '-start', 'duration', '-duration', 'size', '-size'),
  types: texts,
  host: text,
})
export type HistorySearch = v.InferOutput<typeof historySearch>

/** The way of sending whose snippet is shown. */
export const setupSearch = v.object({ ...time, form: text })
export type SetupSearch = v.InferOutput<typeof setupSearch>
