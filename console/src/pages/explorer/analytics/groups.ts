/**
 * Answers to questions by group, as groups: their values, what they are called, their numbers.
 * Reads an answer by its own columns, since the screen may have gone on to another question. Pure.
 */
import { OTHER, type Answer, type Cell } from '~/api/ask'
import { N, VALUE } from './questions'

export type Group = { key: string; by: string[]; values: Cell[]; isOther: boolean }
export type Numbers = Record<string, number | null>
export type GroupRow = Group & { value: number | null; n: number; further: Numbers }
export type Grouped = { rows: GroupRow[]; by: string[]; unit: string; further: string[] }
/** Words for what has no name of its own. */
export type Words = { noValue: string; other: string; all: string }

export function groupOf(by: string[], values: Cell[]): Group {
  return { key: JSON.stringify(values), by, values, isOther: values.includes(OTHER) }
}

/** The columns that are neither numbers asked for nor the time. */
export function groupFields(answer: Answer): string[] {
  return answer.columns.filter(({ name, type }) => !name.startsWith('=') && !(name === 'time' && type === 'time')).map(({ name }) => name)
}

export function numberAt(row: Cell[], index: number): number | null {
  const cell = row[index]
  return typeof cell === 'number' ? cell : null
}

export function columnOf(answer: Answer, name: string): number {
  return answer.columns.findIndex((column) => column.name === name)
}

export function unitOf(answer: Answer, name: string = VALUE): string {
  const unit = answer.columns.find((column) => column.name === name)?.unit ?? ''
  return unit === 'count' ? '' : unit
}

export function toGroups(answer: Answer): Grouped {
  const by = groupFields(answer)
  const value = columnOf(answer, VALUE)
  const n = columnOf(answer, N)
  const further = answer.columns.map(({ name }) => name).filter((name) => name.startsWith('=') && name !== VALUE && name !== N)
  const rows = answer.rows.map((row) => ({
    ...groupOf(by, row.slice(0, by.length)),
    value: numberAt(row, value),
    n: numberAt(row, n) ?? 0,
    further: Object.fromEntries(further.map((name) => [name.slice(1), numberAt(row, columnOf(answer, name))])),
  }))
  return { rows, by, unit: unitOf(answer), further: further.map((name) => name.slice(1)) }
}

/** The largest first, or the smallest; no value, then all others, at the end. */
export function sortRows(rows: readonly GroupRow[], direction: 'descending' | 'ascending' = 'descending'): GroupRow[] {
  const sign = direction === 'descending' ? -1 : 1
  return [...rows].sort((a, b) => {
    if (a.isOther !== b.isOther) return a.isOther ? 1 : -1
    if (a.value === null || b.value === null) return a.value === b.value ? 0 : a.value === null ? 1 : -1
    return sign * (a.value - b.value)
  })
}

/** The first rows of a sum; those after them as one: all others. */
export function foldRows(rows: readonly GroupRow[], size: number): GroupRow[] {
  const sorted = sortRows(rows)
  if (sorted.length <= size) return sorted
  const kept = sorted.filter(({ isOther }) => !isOther).slice(0, size - 1)
  const rest = sorted.filter((row) => !kept.includes(row))
  const by = rest[0]!.by
  const value = rest.reduce((sum, row) => sum + (row.value ?? 0), 0)
  const n = rest.reduce((sum, row) => sum + row.n, 0)
  return [...kept, { ...groupOf(by, by.map(() => OTHER)), value, n, further: {} }]
}

export function valueText(value: Cell, words: Words): string {
  if (value === null || value === '') return words.noValue
  return value === OTHER ? words.other : String(value)
}

/** What a group is called; of no fields it is everything. */
export function groupText({ values }: Pick<Group, 'values'>, words: Words): string {
  if (values.length === 0) return words.all
  if (values.every((value) => value === OTHER)) return words.other
  return values.map((value) => valueText(value, words)).join(' · ')
}
