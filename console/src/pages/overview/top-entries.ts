/** The answer of a top list as its rows. Pure. */
import type { Answer } from '~/api/ask'
import { TOP_MAX } from './questions'

export type Entry = {
  /** null: views that do not have the field. */
  value: string | null
  /** Whether it stands for all values past the limit. */
  rest: boolean
  views: number
  /** Its part of all views, 0 to 1. */
  part: number
  /** Its part of the largest one. */
  length: number
}

/** The row past the limit sums up the rest, whatever it is called. */
export function readTop(answer: Answer, limit = TOP_MAX): Entry[] {
  const rows = answer.rows.map(([value, views]) => ({ value: value ?? null, views: Number(views) }))
  const all = rows.reduce((sum, { views }) => sum + views, 0)
  const largest = rows.slice(0, limit).reduce((most, { views }) => Math.max(most, views), 0)
  return rows.map(({ value, views }, index) => ({
    value: value === null ? null : String(value),
    rest: index >= limit,
    views,
    part: all > 0 ? views / all : 0,
    length: largest > 0 ? Math.min(1, views / largest) : 0,
  }))
}
