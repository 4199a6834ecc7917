/**
 * The questions behind each picture. The number asked for is always the column `=value`, how many
 * events it stands on `=n`: names that no field has. Pure.
 */
import type { Question } from '~/api/ask'
import type { Schemas } from '~/api/client'
import { before, type TimeRange } from '~/lib/time-range'
import type { Analysis, Fn } from './analysis'
import { bucketsOf } from './intervals'

export const VALUE = '=value'
export const N = '=n'
/** Further numbers of a table, as columns. */
export const FURTHER = ['p50', 'p75', 'p95', 'max'] as const satisfies readonly Fn[]
export const MARKS = ['p50', 'p75', 'p95'] as const satisfies readonly Fn[]

/** What all questions of a page share. */
export type Where = { application_id: string; range: TimeRange; timeZone: string }
type Compute = Schemas['ComputeRequest']

/** The server's bound on the rows of one answer. */
const ROWS_MAX = 10_000
/** How many values of the second and third field, in a picture over time. */
const INNER_LIMITS = [20, 10, 5, 3, 2, 1]
const VERSIONS_MAX = 20

export function compute(fn: Fn, field: string | undefined, name: string): Compute {
  const p = /^p(\d+)$/.exec(fn)
  if (p) return { name, fn: 'percentile', p: Number(p[1]), field }
  return fn === 'count' ? { name, fn } : { name, fn, field }
}

/** How many events have the field: those that the number stands on. */
function standing(field: string | undefined): Compute {
  return field ? { name: N, fn: 'count', filter: `${field}:*` } : { name: N, fn: 'count' }
}

function base({ event, q }: Analysis, { application_id, range }: Where): Question {
  return { application_id, event, from: range.from, to: range.to, ...(q ? { filter: q } : {}) }
}

function numbers({ fn, field }: Analysis): Compute[] {
  const counted = fn === 'count' ? undefined : field
  return [compute(fn, field, VALUE), standing(counted)]
}

/** One row: the number of everything. */
export function totalQuestion(asked: Analysis, where: Where): Question {
  return { ...base(asked, where), compute: numbers(asked) }
}

/** The same of the period before, to compare with. */
export function beforeQuestion(asked: Analysis, where: Where): Question {
  return totalQuestion(asked, { ...where, range: before(where.range) })
}

function groupBy({ by, first, fn }: Analysis, limits: number[]): Schemas['GroupByRequest'][] {
  const name = first === 'events' && fn !== 'count' ? N : VALUE
  const order_by = { name, descending: first !== 'lowest' }
  return by.map((field, index) => ({ field, limit: limits[index]!, order_by }))
}

/** A row for each group; tables of measures get more numbers. */
export function groupsQuestion(asked: Analysis, where: Where, further = false): Question {
  const { by, limit, fn, field } = asked
  const more = further && field && fn !== 'sum' && fn !== 'cardinality' ? FURTHER.filter((other) => other !== fn) : []
  return {
    ...base(asked, where),
    compute: [...numbers(asked), ...more.map((other) => compute(other, field, `=${other}`))],
    group_by: groupBy(asked, by.map(() => limit)),
    limit: ROWS_MAX,
  }
}

/** A row for each group and stretch of time. */
export function seriesQuestion(asked: Analysis, where: Where, width: number): Question {
  return {
    ...base(asked, where),
    compute: numbers(asked),
    group_by: groupBy(asked, seriesLimits(asked.by.length, asked.limit, bucketsOf(width, where.range))),
    interval: width,
    time_zone: where.timeZone,
    order_by: { name: 'time', descending: false },
    limit: ROWS_MAX,
  }
}

/** Limits of each field under which all rows fit into one answer; `other` is one row more each. */
export function seriesLimits(fields: number, limit: number, buckets: number): number[] {
  if (fields === 0) return []
  const rows = (inner: number) => (limit + 1) * (inner + 1) ** (fields - 1) * buckets
  const inner = INNER_LIMITS.find((size) => size <= limit && rows(size) <= ROWS_MAX)
  if (inner !== undefined || fields === 1) return Array.from({ length: fields }, (_, index) => (index === 0 ? limit : inner!))
  const outer = Math.max(1, Math.floor(ROWS_MAX / buckets / 2 ** (fields - 1)) - 1)
  return Array.from({ length: fields }, (_, index) => (index === 0 ? outer : 1))
}

/** p50, p75 and p95 of a measure, to mark on its distribution. */
export function marksQuestion(asked: Analysis, where: Where): Question {
  const { field } = asked
  return { ...base(asked, where), compute: [...MARKS.map((fn) => compute(fn, field, `=${fn}`)), standing(field)] }
}

export function histogramQuestion(asked: Analysis, where: Where): Schemas['HistogramRequest'] {
  return { ...base(asked, where), field: asked.field ?? '', buckets: 40 }
}

/** When each version was first seen, also before the time asked about: only those in it are new. */
export function versionsQuestion({ application_id, range }: Where): Question {
  return {
    application_id,
    event: 'view',
    from: before(range).from,
    to: range.to,
    compute: [{ name: N, fn: 'count' }, { name: '=first', fn: 'min', field: 'date' }],
    group_by: [{ field: 'version', limit: VERSIONS_MAX }],
  }
}

