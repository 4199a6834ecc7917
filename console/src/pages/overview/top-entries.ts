/** The answer of a top list as its rows. Pure. */
import { OTHER, type Answer } from '~/api/ask'

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

/** The last row sums up all others, where there are more values than the list is long. */
export function readTop(answer: Answer): Entry[] {
  const rows = answer.rows.map(([value, views]) => ({ value: value ?? null, views: Number(views), rest: value === OTHER }))
  const all = rows.reduce((sum, { views }) => sum + views, 0)
  const largest = rows.reduce((most, { views, rest }) => (rest ? most : Math.max(most, views)), 0)
  return rows.map(({ value, views, rest }) => ({
    value: value === null ? null : String(value),
    rest,
    views,
    part: all > 0 ? views / all : 0,
    length: largest > 0 ? Math.min(1, views / largest) : 0,
  }))
}
