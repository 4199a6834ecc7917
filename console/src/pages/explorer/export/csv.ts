/** Events as rows of a CSV file: exact values, in the API's units, safe to open in a spreadsheet. Pure. */
import { csvFormatRows } from 'd3-dsv'

import type { EventJson, Json } from '~/api/queries'
import { keysOf, valueAt } from '../event-path'

/** A spreadsheet would run a text that begins so. */
const FORMULA = /^[=+\-@\t\r]/

export function csvHeader(columns: readonly string[]): string {
  return csvFormatRows([columns.map(safe)])
}

export function csvRows(events: readonly EventJson[], columns: readonly string[]): string {
  const keys = columns.map(keysOf)
  return csvFormatRows(events.map((event) => keys.map((path, index) => written(columns[index]!, valueAt(event, path)))))
}

function written(column: string, value: Json | undefined): string {
  if (value === undefined || value === null) return ''
  if (column === 'date' && typeof value === 'number') return new Date(value).toISOString()
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return safe(value)
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object')) return safe(value.join(', '))
  return safe(JSON.stringify(value))
}

function safe(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text
}
