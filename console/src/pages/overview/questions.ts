/**
 * Every question of the page, and nothing else: what is asked, of what time. Pure. The search text
 * of the page narrows each of them; links to the explorer are built of the same words (`links.ts`).
 */
import type { Question } from '~/api/ask'
import { before, interval, type TimeRange } from '~/lib/time-range'
import { VITALS, type Vital } from '~/lib/vitals'

/** Whose events, of what time, under which search text. */
export type Asking = { applicationId: string; range: TimeRange; q: string; timeZone: string }

/** A view with an error: the SDK counts the errors of each view. */
export const FAILED = 'view.error.count:>0'
export const LCP = VITALS[0]!
export const USER_FIELDS = { anonymous: 'usr.anonymous_id', signedIn: 'usr.id' } as const
export const COUNTRY = 'geo.country_iso_code'
export const PAGE = 'view.name'

/** Pages that are ranked, the most viewed first; those past them are not. */
export const PAGES_MAX = 200
/** More than there are codes of countries. */
export const COUNTRIES_MAX = 300
/** Values of a top list. */
export const TOP_MAX = 6
/** Series of the error trend; with "other" as many as there are colours. */
export const ERROR_SERIES_MAX = 7

const SPARK_BUCKETS = 40
const CHART_BUCKETS = 60

export const ERROR_FIELDS = { source: 'error.source', type: 'error.type' } as const
export type ErrorsBy = keyof typeof ERROR_FIELDS

/** The same, asked of the stretch before: what trends are compared with. */
export function earlier(asking: Asking): Asking {
  return { ...asking, range: before(asking.range) }
}

type Kind = 'session' | 'view' | 'error'
type Rest = Omit<Question, 'application_id' | 'event' | 'from' | 'to' | 'filter'>

function ask(asking: Asking, event: Kind, rest: Rest): Question {
  const { applicationId, range, q } = asking
  return { application_id: applicationId, event, from: range.from, to: range.to, filter: q || undefined, ...rest }
}

const COUNT = { fn: 'count' } as const

const TOTALS: Question['compute'] = [
  { name: 'views', ...COUNT },
  { name: 'anonymous', fn: 'cardinality', field: USER_FIELDS.anonymous },
  { name: 'signed_in', fn: 'cardinality', field: USER_FIELDS.signedIn },
  { name: 'failed', ...COUNT, filter: FAILED },
]

/** Views, users in both ways of counting them, and views with errors. */
export const totals = (asking: Asking) => ask(asking, 'view', { compute: TOTALS })
export const sessions = (asking: Asking) => ask(asking, 'session', { compute: [{ name: 'sessions', ...COUNT }] })

/** Width of the buckets of a sparkline. */
export const sparkStep = (range: TimeRange) => interval(range, SPARK_BUCKETS)
export const chartStep = (range: TimeRange) => interval(range, CHART_BUCKETS)

function overTime(asking: Asking, question: Question, step: number): Question {
  return { ...question, interval: step, time_zone: asking.timeZone }
}

export const totalsOverTime = (asking: Asking) => overTime(asking, totals(asking), sparkStep(asking.range))
export const sessionsOverTime = (asking: Asking) => overTime(asking, sessions(asking), sparkStep(asking.range))

/** `2500ms`, `0.1`: a bound of a vital as a search text has it. */
export function bound(vital: Vital, value: number): string {
  return vital.unit === 'ns' ? `${value / 1e6}ms` : String(value)
}

export const measured = ({ field }: Vital) => `${field}:*`
export const good = (vital: Vital) => `${vital.field}:<=${bound(vital, vital.good)}`
export const poor = (vital: Vital) => `${vital.field}:>${bound(vital, vital.poor)}`
export const between = (vital: Vital) =>
  `${vital.field}:>${bound(vital, vital.good)} ${vital.field}:<=${bound(vital, vital.poor)}`

const percentile = (name: string, field: string, p: number) => ({ name, fn: 'percentile', field, p })

/** Of each vital its p75, how many views have it, and how many are good and poor. */
export function vitals(asking: Asking): Question {
  const compute = VITALS.flatMap((vital) => [
    percentile(`${vital.name}_p75`, vital.field, 75),
    { name: `${vital.name}_n`, ...COUNT, filter: measured(vital) },
    { name: `${vital.name}_good`, ...COUNT, filter: good(vital) },
    { name: `${vital.name}_poor`, ...COUNT, filter: poor(vital) },
  ])
  return ask(asking, 'view', { compute })
}

/** The p75 of before with its neighbours, which tell how sure a p75 is (`trend.ts`). */
export function vitalsBefore(asking: Asking): Question {
  const compute = VITALS.flatMap((vital) => [
    percentile(`${vital.name}_p75`, vital.field, 75),
    percentile(`${vital.name}_p70`, vital.field, 70),
    percentile(`${vital.name}_p80`, vital.field, 80),
    { name: `${vital.name}_n`, ...COUNT, filter: measured(vital) },
  ])
  return ask(earlier(asking), 'view', { compute })
}

export function vitalsOverTime(asking: Asking): Question {
  const compute = VITALS.map(({ name, field }) => percentile(`${name}_p75`, field, 75))
  return overTime(asking, ask(asking, 'view', { compute }), sparkStep(asking.range))
}

const LCP_COMPUTE = [
  percentile('lcp', LCP.field, 75),
  { name: 'measured', ...COUNT, filter: measured(LCP) },
]
const VIEWS = { name: 'views', ...COUNT }

/** One question for both lists of pages: the most viewed, and the slowest among them. */
export function pages(asking: Asking): Question {
  return ask(asking, 'view', {
    compute: [VIEWS, ...LCP_COMPUTE, { name: 'failed', ...COUNT, filter: FAILED }],
    group_by: [{ field: PAGE, limit: PAGES_MAX, order_by: { name: 'views', descending: true } }],
  })
}

export function countries(asking: Asking): Question {
  return ask(asking, 'view', {
    compute: [VIEWS, ...LCP_COMPUTE],
    group_by: [{ field: COUNTRY, limit: COUNTRIES_MAX, order_by: { name: 'views', descending: true } }],
  })
}

export function errorsOverTime(asking: Asking, by: ErrorsBy): Question {
  const question = ask(asking, 'error', {
    compute: [{ name: 'errors', ...COUNT }],
    group_by: [{ field: ERROR_FIELDS[by], limit: ERROR_SERIES_MAX, order_by: { name: 'errors', descending: true } }],
  })
  return overTime(asking, question, chartStep(asking.range))
}

/** The values of a field with the most views. */
export function top(asking: Asking, field: string): Question {
  return ask(asking, 'view', { compute: [VIEWS], group_by: [{ field, limit: TOP_MAX, order_by: { name: 'views', descending: true } }] })
}
