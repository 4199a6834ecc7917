/**
 * One part of a search text as what it says of a field, where it says it of one field alone.
 * What is not understood is undefined, and is left as it was typed.
 */
import { quoteEnd, split } from './search-parts'

/** A value as facets count it; null where the field is absent. */
export type Value = string | null
export type Bounds = { min?: string; max?: string }

export type Term =
  | { field: string; not: boolean; values: Value[] }
  /** Ends as typed, with their units. */
  | { field: string; not: boolean; bounds: Bounds }
  /** Wildcards: about the field, but about no value that could be listed. */
  | { field: string; not: boolean; pattern: string }

export function readTerm(part: string): Term | undefined {
  const negated = /^(-|NOT\s+)/.exec(part)
  if (negated) {
    const inner = readTerm(part.slice(negated[0].length))
    return inner && invert(inner)
  }
  if (part.startsWith('(')) return readGroup(part.slice(1, -1))
  const path = readPath(part)
  return path && readValue(path.field, part.slice(path.end))
}

/** `-F:*` is the absent value; `-(-F:*)` is "any", that is: not the absent one. */
function invert(term: Term): Term {
  return { ...term, not: !term.not }
}

/** The path before the first colon, without the `@` that is allowed before it. */
function readPath(part: string): { field: string; end: number } | undefined {
  const found = /^@?((?:\\.|[^\s:()"\\])+):/.exec(part)
  if (!found) return undefined
  return { field: found[1]!.replace(/\\([^.\\])/g, '$1'), end: found[0].length }
}

function readValue(field: string, value: string): Term | undefined {
  if (value === '*') return { field, not: true, values: [null] }
  if (value.startsWith('(')) return readList(field, value.slice(1, -1))
  const bounds = readBounds(value)
  if (bounds) return { field, not: false, bounds }
  if (/^[[{><]/.test(value)) return undefined
  const one = readPlain(value)
  if (one === undefined) return value === '' ? undefined : { field, not: false, pattern: value }
  return { field, not: false, values: [one] }
}

/** `a OR b` within `field:( )`. */
function readList(field: string, inner: string): Term | undefined {
  const found = split(inner)
  if (!found || (found.parts.length > 1 && !found.or)) return undefined
  const values = found.parts.map((part) => (part.text === '*' ? undefined : readPlain(part.text)))
  // A text with both AND and OR has fewer ORs than gaps.
  const ors = inner.match(/(^|\s)OR(?=\s|$)/g)?.length ?? 0
  if (ors !== values.length - 1 || !values.every((value) => value !== undefined)) return undefined
  return { field, not: false, values }
}

/** `(F:a OR -F:*)`: values of one field, the absent one among them. */
function readGroup(inner: string): Term | undefined {
  const found = split(inner)
  if (!found || found.parts.length === 0) return undefined
  const terms = found.parts.map((part) => readTerm(part.text))
  const first = terms[0]
  if (terms.length === 1) return first
  if (!found.or || !first || /(^|\s)AND(\s|$)/.test(inner)) return undefined
  const ors = inner.match(/(^|\s)OR(?=\s|$)/g)?.length ?? 0
  if (ors !== terms.length - 1) return undefined
  const values: Value[] = []
  for (const term of terms) {
    const positive = term && term.field === first.field && !term.not && 'values' in term
    if (!positive) return undefined
    values.push(...term.values)
  }
  return { field: first.field, not: false, values }
}

/** The text of a word or quote; undefined of one with wildcards. */
function readPlain(text: string): string | undefined {
  if (text.startsWith('"')) {
    if (quoteEnd(text, 0) !== text.length) return undefined
    return text.slice(1, -1).replace(/\\([\\"])/g, '$1')
  }
  if (text === '' || /(^|[^\\])(\\\\)*[*?]/.test(text)) return undefined
  return text.replace(/\\(.)/g, '$1')
}

function readBounds(value: string): Bounds | undefined {
  const range = /^[[{]\s*(\S+)\s+TO\s+(\S+?)\s*[\]}]$/.exec(value)
  if (range) {
    const [min, max] = [range[1]!, range[2]!].map((end) => (end === '*' ? undefined : unquote(end)))
    return { min, max }
  }
  const compared = /^(>=?|<=?)(.+)$/.exec(value)
  if (!compared) return undefined
  const end = unquote(compared[2]!)
  return compared[1]!.startsWith('>') ? { min: end } : { max: end }
}

function unquote(text: string): string {
  return readPlain(text) ?? text
}
