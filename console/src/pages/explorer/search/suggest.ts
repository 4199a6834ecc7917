/** Which fields and values a half-typed word may mean, the likeliest first. Pure. */
import type { Schemas } from '~/api/client'
import { literal } from '~/lib/search-text'

type Field = Schemas['FieldInfo']

export type Suggestion =
  | { kind: 'history'; insert: string }
  | { kind: 'field'; insert: string; field: Field }
  | { kind: 'attribute'; insert: string; path: string }
  | { kind: 'id'; insert: string }
  | { kind: 'value'; insert: string; value: string; count: number }

const SHOWN_MAX = 40

/** Where a path holds what was typed: at its start, at a key's start, anywhere. */
function rank(path: string, typed: string): number {
  const at = path.toLowerCase().indexOf(typed)
  if (at < 0) return -1
  if (at === 0) return 0
  return /[._]/.test(path[at - 1]!) ? 1 : 2
}

/** Facets before measures before details; shorter paths first, which are the better known. */
const ROLES = ['facet', 'measure', 'detail']

export function suggestFields(fields: readonly Field[], attributes: readonly string[], typed: string): Suggestion[] {
  const wanted = typed.toLowerCase()
  const known = fields
    .map((field) => ({ field, rank: rank(field.field, wanted) }))
    .filter(({ rank, field }) => rank >= 0 && !(wanted === '' && (field.role === 'detail' || field.field.startsWith('_'))))
    .sort((a, b) => a.rank - b.rank || internal(a.field) - internal(b.field) || role(a.field) - role(b.field) || a.field.field.length - b.field.field.length)
    .map(({ field }): Suggestion => ({ kind: 'field', insert: `${field.field}:`, field }))
  const own = attributes
    .filter((path) => rank(path, wanted) >= 0)
    .map((path): Suggestion => ({ kind: 'attribute', insert: `${path}:`, path }))
  return [...known.slice(0, SHOWN_MAX - Math.min(own.length, 10)), ...own.slice(0, 10)]
}

const role = (field: Field) => ROLES.indexOf(field.role)
const internal = (field: Field) => Number(field.field.startsWith('_'))

export function suggestValues(values: readonly Schemas['FacetValue'][]): Suggestion[] {
  return values.flatMap(({ value, count }): Suggestion[] =>
    value === null || value === undefined ? [] : [{ kind: 'value', insert: literal(String(value)), value: String(value), count }],
  )
}

export function suggestHistory(history: readonly string[], typed: string): Suggestion[] {
  const wanted = typed.trim().toLowerCase()
  return history
    .filter((text) => text.toLowerCase() !== wanted && text.toLowerCase().includes(wanted))
    .slice(0, wanted === '' ? 6 : 3)
    .map((insert) => ({ kind: 'history', insert }))
}
