// Facets and histograms, which have answers of their own shape.
import { path } from './duckdb.mjs'

const FACETS = ['view.name', 'version', 'view.loading_type', 'connectivity.effective_type', 'service', 'usr.plan']
const HISTOGRAMS = [['view', 'view.largest_contentful_paint'], ['resource', 'resource.duration'], ['long_task', 'long_task.duration']]

/** Every value that a facet shows has its count, and the largest are shown. */
export async function facets(server, duck, application_id, from, to) {
  const question = { application_id, event: 'view', from, to, filter: 'view.error.count:>0', fields: FACETS }
  const answer = await server.ask('/api/v1/facets', question)
  const found = []
  for (const [index, field] of FACETS.entries()) {
    const shown = answer.facets[index].values.filter(({ value }) => value !== null)
    const rows = await duck.ask({ application_id, event: 'view', from, to, where: `${path('view.error.count')} > 0 AND ${path(field)} IS NOT NULL`, compute: [{ fn: 'count' }], group_by: [field] })
    const counts = new Map(rows)
    for (const { value, count } of shown) {
      if (counts.get(value) !== count) found.push(`${field} ${value}: Solera ${count}, DuckDB ${counts.get(value)}`)
    }
    const largest = [...counts.values()].sort((a, b) => b - a).slice(0, shown.length)
    if (JSON.stringify(largest) !== JSON.stringify(shown.map(({ count }) => count))) found.push(`${field}: the counts shown are not the largest`)
  }
  return [[question, found]]
}

/** Every bucket holds what lies between its bounds, and all buckets together everything. */
export async function histograms(server, duck, application_id, from, to) {
  const results = []
  for (const [event, field] of HISTOGRAMS) {
    const question = { application_id, event, from, to, field }
    const { rows } = await server.ask('/api/v1/histogram', question)
    const buckets = rows.map(([from, to, count]) => ({ from, to, count }))
    const found = []
    for (const { from: low, to: high, count } of buckets) {
      const where = `${path(field)} >= ${low}${high === null || high === undefined ? '' : ` AND ${path(field)} < ${high}`}`
      const [[expected]] = await duck.ask({ application_id, event, from, to, where, compute: [{ fn: 'count' }] })
      if (expected !== count) found.push(`[${low}, ${high}): Solera ${count}, DuckDB ${expected}`)
    }
    const [[all]] = await duck.ask({ application_id, event, from, to, compute: [{ fn: 'count', field }] })
    const sum = buckets.reduce((sum, bucket) => sum + bucket.count, 0)
    if (sum !== all) found.push(`all buckets hold ${sum}, there are ${all}`)
    results.push([question, found])
  }
  return results
}
