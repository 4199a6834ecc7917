// The questions. Each names its filter twice: `filter` for Solera, `where` for DuckDB.
import { path } from './duckdb.mjs'

const HOUR = 3_600_000
const count = { name: 'n', fn: 'count' }
const of = (fn, field, more) => ({ name: `${fn} of ${field}${more?.p ?? ''}`, fn, field, ...more })
const percentiles = (field, ...ps) => ps.map((p) => of('percentile', field, { p }))

/** All questions about one application and time. */
export function questions(application_id, from, to) {
  const middle = from + Math.floor((to - from) / 2)
  const ask = (event, rest) => ({ application_id, event, from, to, compute: [count], ...rest })
  return [
    ...['view', 'resource', 'action', 'error', 'long_task', 'vital', 'session'].map((event) => ask(event, {})),
    ...numbers(ask),
    ...groups(ask),
    ...filters(ask),
    ...times(ask, from, middle),
    ...sessions(ask),
  ]
}

function numbers(ask) {
  return [
    ask('view', {
      compute: [
        of('cardinality', 'session.id'), of('cardinality', 'usr.anonymous_id'), of('cardinality', 'usr.id'), of('cardinality', 'view.url'),
        of('count', 'usr.id'), of('sum', 'view.action.count'), of('avg', 'view.time_spent'), of('min', 'view.largest_contentful_paint'),
        of('max', 'view.largest_contentful_paint'), ...percentiles('view.largest_contentful_paint', 0, 1, 50, 75, 99.9, 100),
      ],
    }),
    ask('view', { compute: [of('avg', 'view.cumulative_layout_shift'), ...percentiles('view.cumulative_layout_shift', 75, 90, 95)] }),
    ask('resource', {
      compute: [
        of('sum', 'resource.transfer_size'), of('avg', 'resource.duration'), of('avg', 'resource.size'), of('cardinality', 'resource.url'),
        of('max', 'resource.status_code'), ...percentiles('resource.duration', 5, 50, 75, 95, 99),
      ],
    }),
    ask('long_task', { compute: [of('sum', 'long_task.blocking_duration'), ...percentiles('long_task.duration', 50, 98)] }),
    ask('action', { compute: [of('avg', 'action.loading_time'), of('count', 'action.loading_time'), of('sum', 'action.resource.count')] }),
    ask('vital', { compute: [...percentiles('vital.duration', 25, 50, 90), of('min', 'vital.duration')] }),
    ask('view', { compute: [of('avg', 'context.cart.total'), of('count', 'context.cart.total'), ...percentiles('context.cart.total', 50, 90)] }),
    ask('error', { compute: [of('cardinality', 'error.message'), of('cardinality', 'session.id'), of('cardinality', 'error.type')] }),
  ]
}

function groups(ask) {
  const p75 = of('percentile', 'view.largest_contentful_paint', { p: 75 })
  return [
    ask('view', { group_by: ['view.name'], compute: [count, p75, of('avg', 'view.loading_time')] }),
    ask('view', { group_by: ['view.loading_type'], compute: [count, p75, of('cardinality', 'session.id')] }),
    ask('view', { group_by: ['version', 'connectivity.effective_type'], compute: [count, of('cardinality', 'usr.anonymous_id')] }),
    ask('resource', { group_by: ['resource.type'], compute: [count, of('sum', 'resource.transfer_size'), ...percentiles('resource.duration', 50, 95)] }),
    ask('resource', { group_by: ['resource.status_code'], compute: [count] }),
    ask('resource', { group_by: ['resource.method', 'resource.type'], compute: [count, of('avg', 'resource.duration')] }),
    ask('error', { group_by: ['error.message'], compute: [count, of('cardinality', 'session.id')] }),
    ask('error', { group_by: ['error.type', 'version'], compute: [count] }),
    ask('action', { group_by: ['action.target.name'], compute: [count, of('percentile', 'action.loading_time', { p: 90 })] }),
    ask('vital', { group_by: ['vital.name', 'vital.type'], compute: [count, of('avg', 'vital.duration')] }),
    ask('long_task', { group_by: ['view.name'], compute: [count, of('percentile', 'long_task.duration', { p: 99 })] }),
    ask('view', { group_by: ['feature_flags.search_ranking'], compute: [count, of('avg', 'view.time_spent')] }),
    ask('view', { group_by: ['usr.plan'], compute: [count, of('cardinality', 'usr.id')] }),
  ]
}

function filters(ask) {
  const text = (field) => path(field)
  const filtered = (event, filter, where, rest) => ask(event, { filter, where, ...rest })
  return [
    filtered('view', 'context.cart.total:>10', `${text('context.cart.total')} > 10`),
    filtered('view', 'context.cart.total:[20 TO 50]', `${text('context.cart.total')} BETWEEN 20 AND 50`),
    filtered('view', 'view.name:"/product/:s" view.largest_contentful_paint:>2.5s',
      `${text('view.name')} = '/product/:s' AND ${text('view.largest_contentful_paint')} > 2500000000`),
    filtered('view', '-view.loading_type:initial_load', `coalesce(${text('view.loading_type')}, '') <> 'initial_load'`),
    filtered('view', 'usr.id:*', `${text('usr.id')} IS NOT NULL`),
    filtered('view', '-usr.id:*', `${text('usr.id')} IS NULL`),
    filtered('view', 'view.error.count:>0 AND (view.action.count:>=3 OR view.resource.count:<10)',
      `${text('view.error.count')} > 0 AND (${text('view.action.count')} >= 3 OR ${text('view.resource.count')} < 10)`),
    filtered('resource', 'resource.type:(fetch OR xhr) resource.status_code:>=400',
      `${text('resource.type')} IN ('fetch', 'xhr') AND ${text('resource.status_code')} >= 400`, { compute: [count, of('avg', 'resource.duration')] }),
    filtered('resource', 'resource.size:>50kB', `${text('resource.size')} > 50000`),
    filtered('resource', 'resource.url:*\\/api\\/v2\\/cart*', `${text('resource.url')} LIKE '%/api/v2/cart%'`),
    filtered('error', 'error.message:*undefined*', `${text('error.message')} LIKE '%undefined%'`, {
      group_by: ['error.message'], compute: [count, of('cardinality', 'session.id')],
    }),
    filtered('error', 'error.source:custom -error.type:NetworkError', `${text('error.source')} = 'custom' AND ${text('error.type')} <> 'NetworkError'`),
    filtered('resource', '', 'true', {
      compute: [
        { name: 'failed', fn: 'share', filter: 'resource.status_code:>=400', where: `${text('resource.status_code')} >= 400` },
        { name: 'slow', fn: 'count', filter: 'resource.duration:>1s', where: `${text('resource.duration')} > 1000000000` },
      ],
      group_by: ['resource.type'],
    }),
    filtered('action', '@action.target.name:"Add to cart"', `${text('action.target.name')} = 'Add to cart'`),
  ]
}

function times(ask, from, middle) {
  return [
    ask('error', { interval: HOUR }),
    ask('view', { interval: HOUR * 24, compute: [count, of('cardinality', 'session.id')] }),
    ask('resource', { interval: HOUR * 6, group_by: ['resource.type'], compute: [count, of('percentile', 'resource.duration', { p: 95 })] }),
    // half-open: what lies on `from` counts, what lies on `to` does not
    ask('resource', { to: middle, compute: [count, of('sum', 'resource.transfer_size')] }),
    ask('resource', { from: middle, compute: [count, of('sum', 'resource.transfer_size')] }),
    ask('view', { from: from + HOUR, to: middle, compute: [count, of('percentile', 'view.time_spent', { p: 50 })] }),
  ]
}

function sessions(ask) {
  return [
    ask('session', { compute: [count, of('sum', 'session.view.count'), of('avg', 'session.action.count'), of('max', 'session.error.count')] }),
    ask('session', { compute: [...percentiles('session.view.count', 50, 95), ...percentiles('session.duration', 50, 99)] }),
    ask('session', { filter: 'session.view.count:>=3', where: `${path('session.view.count')} >= 3`, compute: [count, of('sum', 'session.error.count')] }),
  ]
}
