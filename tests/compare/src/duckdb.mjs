// The other engine: the recorded events in DuckDB, and a question as its SQL.
//
// Written from what the API's documentation says a question means, not from Solera's code.
import { DuckDBInstance } from '@duckdb/node-api'

/** Fields that are numbers; every other one is compared as text. */
const NUMBERS = new Set([
  'date', 'resource.duration', 'resource.size', 'resource.transfer_size', 'resource.status_code', 'resource.first_byte.duration',
  'view.largest_contentful_paint', 'view.loading_time', 'view.time_spent', 'view.action.count', 'view.error.count', 'view.resource.count',
  'view.cumulative_layout_shift', 'long_task.duration', 'long_task.blocking_duration', 'action.loading_time', 'action.resource.count',
  'vital.duration', 'context.cart.total', 'context.cart.items', 'display.viewport.width',
  'session.view.count', 'session.action.count', 'session.error.count', 'session.duration',
])

/** Where no name was sent it is the path, with `?` for segments that hold a digit. */
const VIEW_NAME = `coalesce(j->>'$.view.name',
  regexp_replace(regexp_extract(j->>'$.view.url', '^https?://[^/]+([^?#]*)', 1), '[^/]*[0-9][^/]*', '?', 'g'))`

export class Duck {
  static async load(file) {
    const duck = new Duck()
    duck.connection = await (await DuckDBInstance.create(':memory:')).connect()
    await duck.connection.run(`
      CREATE TABLE event AS
      SELECT json AS j, json->>'$.type' AS kind, json->>'$.application.id' AS application, (json->>'$.date')::BIGINT AS date
      FROM read_ndjson_objects('${file}')`)
    // one row per view: its highest version
    await duck.connection.run(`
      CREATE TABLE row AS
      SELECT * FROM event WHERE kind <> 'view'
      UNION ALL
      SELECT j, kind, application, date FROM event WHERE kind = 'view'
      QUALIFY row_number() OVER (PARTITION BY application, j->>'$.view.id' ORDER BY (j->>'$._dd.document_version')::BIGINT DESC) = 1`)
    // the definition of the API's percentiles: linear between the closest ranks, in f64, in this order
    const rank = '(p / 100.0::DOUBLE * (len(s) - 1))'
    const at = (more) => `s[CAST(floor(${rank}) AS BIGINT) + ${more}]`
    await duck.connection.run(`
      CREATE MACRO ranked(s, p) AS CASE WHEN len(s) > 0 THEN
        ${at(1)} + (coalesce(${at(2)}, ${at(1)}) - ${at(1)}) * (${rank} - floor(${rank})) END`)
    return duck
  }

  async rows(sql) {
    const reader = await this.connection.runAndReadAll(sql)
    return reader.getRowsJS().map((row) => row.map(plain))
  }

  /** A question's rows: groups, then the interval, then computes. */
  ask(question) {
    const { application_id, event, from, to, where = 'true', compute, group_by = [], interval } = question
    const keys = group_by.map((field) => path(field))
    if (interval) keys.push(`(floor(date / ${interval}) * ${interval})::BIGINT`)
    // percentiles are asked for once more, of DuckDB's own function, behind everything else
    const percentiles = compute.filter(({ fn }) => fn === 'percentile').map(own)
    const columns = [...keys, ...compute.map(aggregate), ...percentiles].join(', ')
    const source = event === 'session' ? sessions(application_id, from, to) : rows(application_id, event, from, to)
    const groups = keys.length ? `GROUP BY ${keys.map((_, index) => index + 1).join(', ')}` : ''
    return this.rows(`SELECT ${columns} FROM (${source}) WHERE ${where} ${groups}`)
  }
}

function rows(application, kind, from, to) {
  return `SELECT * FROM row WHERE application = '${application}' AND kind = '${kind}' AND date >= ${from} AND date < ${to}`
}

/** Sessions, worked out of the views that lie in the time; `j` holds their numbers. */
function sessions(application, from, to) {
  const sum = (field) => `sum((j->>'$.view.${field}.count')::BIGINT)`
  return `
    SELECT min(date) AS date, to_json({
      usr: {id: arg_max(j->>'$.usr.id', date) FILTER (j->>'$.usr.id' IS NOT NULL)},
      session: {
        id: j->>'$.session.id', "view": {count: count(*)}, "action": {count: ${sum('action')}}, error: {count: ${sum('error')}},
        duration: max(date * 1000000 + coalesce((j->>'$.view.time_spent')::BIGINT, 0)) - min(date) * 1000000
      }}) AS j
    FROM (${rows(application, 'view', from, to)})
    GROUP BY j->>'$.session.id'`
}

/** A field as SQL. */
export function path(field) {
  if (field === 'date') return 'date'
  if (field === 'view.name') return VIEW_NAME
  const text = `(j->>'$.${field.split('.').map((key) => `"${key}"`).join('.')}')`
  return NUMBERS.has(field) ? `${text}::DOUBLE` : text
}

function aggregate({ fn, field, p, where }) {
  const only = where ? ` FILTER (${where})` : ''
  switch (fn) {
    case 'count':
      return `count(${field ? path(field) : '*'})${only}`
    case 'cardinality':
      return `count(DISTINCT ${path(field)})${only}`
    case 'percentile':
      return `ranked(list_sort(list(${path(field)}) FILTER (${path(field)} IS NOT NULL AND ${where ?? 'true'})), ${p}::DOUBLE)`
    case 'share':
      return `count(*) FILTER (${where}) / count(*)`
    default:
      return `${fn}(${path(field)})${only}`
  }
}

function own({ field, p, where }) {
  return `quantile_cont(${path(field)}, ${p / 100})${where ? ` FILTER (${where})` : ''}`
}

function plain(value) {
  return typeof value === 'bigint' ? Number(value) : value
}
