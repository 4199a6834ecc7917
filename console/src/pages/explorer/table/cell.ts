/** What a cell of the table says: text by unit, and a judgement where there is a published one. Pure. */
import type { Json } from '~/api/queries'
import { NONE } from '~/lib/format'
import { rate, VITALS, type Rating } from '~/lib/vitals'
import type { Field } from './columns'

export type Cell = { text: string; rating?: Rating }

/** As `useFormat()` gives them. */
export type Format = {
  stamp: (ms: number) => string
  quantity: (value: number, unit: string) => string
}

export function cellOf(path: string, field: Field | undefined, value: Json | undefined, format: Format): Cell {
  if (value === undefined || value === null || value === '') return { text: NONE }
  if (typeof value === 'number') return numberCell(path, field, value, format)
  if (Array.isArray(value)) return { text: value.length === 0 ? NONE : value.map(plain).join(', ') }
  const text = plain(value)
  return { text, rating: ratingOf(path, value) }
}

function numberCell(path: string, field: Field | undefined, value: number, format: Format): Cell {
  if (field?.unit === 'epoch_ms') return { text: format.stamp(value) }
  const coded = field?.role === 'facet' || field?.role === 'detail' // a status is no amount: 1,200 would be odd
  const text = coded ? String(value) : format.quantity(value, field?.unit ?? '')
  return { text, rating: ratingOf(path, value) }
}

/** One line of anything. */
export function plain(value: Json): string {
  if (typeof value === 'string') return value.replace(/\s+/g, ' ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

const POOR_LEVELS = ['error', 'critical', 'alert', 'emergency', 'emerg', 'fatal']

/** Judged: vitals by their thresholds, answers of servers, levels of logs, what failed. */
export function ratingOf(path: string, value: Json): Rating | undefined {
  if (typeof value === 'number') {
    const vital = VITALS.find(({ field }) => field === path)
    if (vital) return rate(vital, value)
    if (path.endsWith('status_code')) return statusRating(value)
    if (/\.(error|crash|frustration)\.count$/.test(path) && value > 0) return 'poor'
    return undefined
  }
  if (path === 'status' && typeof value === 'string') return levelRating(value)
  if ((path === 'error.is_crash' || path === 'session.has_crash') && value === true) return 'poor'
  return path === 'vital.failure_reason' ? 'poor' : undefined
}

function statusRating(status: number): Rating | undefined {
  if (status >= 500 || status === 0) return 'poor'
  return status >= 400 ? 'needs_improvement' : undefined
}

function levelRating(level: string): Rating | undefined {
  if (POOR_LEVELS.includes(level)) return 'poor'
  return level === 'warn' || level === 'warning' ? 'needs_improvement' : undefined
}
