// Sums of measured numbers, and tables of them as text.

/** The value that such a share of them does not exceed. */
export function quantile(values, share) {
  const sorted = values.filter((value) => value != null).sort((a, b) => a - b)
  return sorted.length === 0 ? null : sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]
}

export const sum = (values) => values.reduce((all, value) => all + value, 0)
export const round = (value, digits = 0) => (value == null ? null : Number(value.toFixed(digits)))

/** Rows of cells under their heads, numbers to the right. */
export function table(heads, rows) {
  const text = rows.map((row) => row.map((cell) => (cell == null ? '-' : String(cell))))
  const widths = heads.map((head, index) => Math.max(head.length, ...text.map((row) => row[index].length)))
  const line = (cells, row) => cells.map((cell, index) => (typeof row?.[index] === 'number' || (!row && index > 0) ? cell.padStart(widths[index]) : cell.padEnd(widths[index]))).join('  ').trimEnd()
  return [line(heads), ...text.map((cells, index) => line(cells, rows[index]))].join('\n')
}
