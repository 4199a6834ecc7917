// How two answers differ, in words; averages may differ in the last digits, nothing else may.

/** Averages are sums of floats, which depend on their order. */
const AVERAGE = 1e-9
/** DuckDB's own percentile rounds what lies between two ranks otherwise: the last digit differs. */
const LAST_DIGIT = 1e-12

/** Compares Solera's answer with the other engine's rows. */
export function differences(question, answer, others) {
  const found = []
  if (answer.truncated) found.push('the answer is cut off')
  if (answer.approximate) found.push(`the answer is approximate: ${answer.approximate}`)
  const keys = (question.group_by?.length ?? 0) + (question.interval ? 1 : 0)
  const ours = byKey(answer.rows, keys)
  const theirs = byKey(others, keys)
  for (const [key, row] of theirs) {
    const mine = ours.get(key)
    if (!mine) {
      found.push(`${key}: Solera has no such row, DuckDB ${JSON.stringify(row)}`)
      continue
    }
    question.compute.forEach((compute, index) => {
      if (!same(mine[index], row[index], compute.fn)) found.push(`${key} ${compute.name}: Solera ${mine[index]}, DuckDB ${row[index]}`)
    })
    question.compute.filter(({ fn }) => fn === 'percentile').forEach((compute, index) => {
      const [value, own] = [mine[question.compute.indexOf(compute)], row[question.compute.length + index]]
      if (!near(value, own, LAST_DIGIT)) found.push(`${key} ${compute.name}: Solera ${value}, DuckDB's quantile_cont ${own}`)
    })
  }
  for (const [key, row] of ours) {
    // buckets without events are there, empty
    const empty = question.interval && row.every((value) => value === 0 || value === null)
    if (!theirs.has(key) && !empty) found.push(`${key}: Solera ${JSON.stringify(row)}, DuckDB has no such row`)
  }
  return found
}

function byKey(rows, keys) {
  return new Map(rows.map((row) => [JSON.stringify(row.slice(0, keys).map((key) => (key === null ? null : String(key)))), row.slice(keys)]))
}

function same(mine, other, fn) {
  return near(mine, other, fn === 'avg' || fn === 'share' ? AVERAGE : 0)
}

function near(mine, other, relative) {
  if (mine === null || other === null) return mine === other
  return Math.abs(mine - other) <= relative * Math.max(Math.abs(mine), Math.abs(other))
}
