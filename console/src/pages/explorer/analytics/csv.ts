/** Answers as CSV: the API's names and exact numbers, times as RFC 3339. Pure. */
import { csvFormatRows } from 'd3-dsv'

import { OTHER, type Answer, type Cell } from '~/api/ask'
import type { Fn } from './analysis'
import { N, VALUE } from './questions'

/** Spreadsheets take such a text for a formula, and anybody may send events. */
const FORMULA = /^[=+\-@\t\r]/

export function toCsv(answer: Pick<Answer, 'columns' | 'rows'>, fn: Fn): string {
  const heads = answer.columns.map(({ name, unit }) => heading(name, unit, fn))
  const rows = answer.rows.map((row) => row.map((cell, index) => cellText(cell, answer.columns[index]?.type)))
  return csvFormatRows([heads, ...rows])
}

/** `p75_ns`, `n`, `view.name`. */
function heading(name: string, unit: string, fn: Fn): string {
  const spelt = name === VALUE ? fn : name === N ? 'n' : name.replace(/^=/, '')
  const isNumber = name.startsWith('=') && name !== N
  return isNumber && unit !== '' && unit !== 'count' ? `${spelt}_${unit}` : spelt
}

/** What a cell says that stands for all values without a row of their own. */
const OTHERS = '(others)'

function cellText(cell: Cell | undefined, type: string | undefined): string {
  if (cell === OTHER) return OTHERS
  if (cell === null || cell === undefined) return ''
  if (type === 'time' && typeof cell === 'number') return new Date(cell).toISOString()
  if (typeof cell === 'string' && FORMULA.test(cell)) return `'${cell}`
  return String(cell)
}
