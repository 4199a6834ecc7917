/**
 * What the analytics tab works out, as its URL says it: which number, of which field, by which
 * groups, as which picture. Pure; what the URL leaves out or says wrongly is what suits the rest.
 */
import type { EventName, ExplorerSearch, FIRSTS, FUNCTIONS, SHAPES } from '~/search-params'

export type Fn = (typeof FUNCTIONS)[number]
export type Shape = (typeof SHAPES)[number]
export type First = (typeof FIRSTS)[number]

export type Analysis = {
  event: EventName
  q: string
  fn: Fn
  /** Undefined of a count, and as long as there is nothing to choose by itself. */
  field: string | undefined
  by: string[]
  /** Groups that are named; the others are one. */
  limit: number
  /** Which groups are named: those of the most events, or of the highest or lowest number. */
  first: First
  shape: Shape
  /** Width of time buckets; undefined when it follows the time. */
  every: number | undefined
  /** Whether the period before is drawn as well. */
  compare: boolean
}

export const LIMITS = [5, 10, 20, 50] as const
export const GROUPS_MAX = 3
const LIMIT_DEFAULT = 10

/** What is measured first of each kind of event. */
const MEASURES: Partial<Record<EventName, string>> = {
  session: 'session.duration',
  view: 'view.largest_contentful_paint',
  action: 'action.loading_time',
  resource: 'resource.duration',
  error: 'error.time_since_app_start',
  long_task: 'long_task.duration',
  vital: 'vital.duration',
}
const COUNTED = 'usr.id'

/** Whether the numbers of parts make the number of the whole: then they may be stacked. */
export function isAdditive(fn: Fn): boolean {
  return fn === 'count' || fn === 'sum'
}

/** Whether it takes numbers. */
export function isMeasuring(fn: Fn): boolean {
  return fn !== 'count' && fn !== 'cardinality'
}

export function needsField(fn: Fn, shape?: Shape): boolean {
  return fn !== 'count' || shape === 'distribution'
}

/** The field that a function starts with; `cardinality` counts any facet, the others measure. */
export function defaultField(event: EventName, fn: Fn): string | undefined {
  return fn === 'cardinality' ? COUNTED : MEASURES[event]
}

export function readAnalysis(search: ExplorerSearch): Analysis {
  const event = search.event ?? 'view'
  const fn = search.fn ?? 'count'
  const by = [...new Set(search.by ?? [])].filter((field) => field !== '').slice(0, GROUPS_MAX)
  const shape = search.shape && isPossible(search.shape, fn, by) ? search.shape : defaultShape(by)
  // A distribution is one of a measure, whatever was counted before.
  const measuring = shape === 'distribution' && !isMeasuring(fn)
  const field = measuring && fn === 'cardinality' ? undefined : search.field
  return {
    event,
    q: search.q?.trim() ?? '',
    fn,
    field: needsField(fn, shape) ? (field ?? defaultField(event, measuring ? 'avg' : fn)) : undefined,
    by,
    limit: LIMITS.find((limit) => limit === search.limit) ?? LIMIT_DEFAULT,
    first: search.first ?? (isAdditive(fn) ? 'highest' : 'events'),
    shape,
    every: search.every,
    compare: search.compare ?? false,
  }
}

export function defaultShape(by: readonly string[]): Shape {
  if (by.length === 0) return 'line'
  return by.length === 1 ? 'toplist' : 'table'
}

export function isPossible(shape: Shape, fn: Fn, by: readonly string[]): boolean {
  if (shape === 'pie') return by.length > 0 && isAdditive(fn)
  return shape !== 'toplist' || by.length > 0
}

export function isOverTime(shape: Shape): boolean {
  return shape === 'line' || shape === 'bar' || shape === 'area'
}
