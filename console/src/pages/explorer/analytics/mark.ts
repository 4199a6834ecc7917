/**
 * A mark of a picture or a cell of a table, and the search texts that find its events or leave
 * them out. Pure.
 */
import { OTHER, type Cell } from '~/api/ask'
import { onlyThis, without, withTerm } from '~/lib/search-terms'
import { literal, term } from '~/lib/search-text'
import type { Group } from './groups'

export type Bucket = { field: string; unit: string; from: number; to: number | null }

export type Mark = {
  /** What it is called, and what it says. */
  title: string
  said: string
  /** Where on the screen its menu opens. */
  at: { x: number; y: number }
  group?: Group
  /** The groups that are named beside it: all others are what these are not. */
  named?: readonly Group[]
  /** The stretch of time that it stands for. */
  time?: { from: number; to: number }
  /** The stretch of a measure that it stands for. */
  bucket?: Bucket
}

type Question = Pick<Mark, 'group' | 'named' | 'bucket'>

/** The search text of the mark alone; undefined when it stands for everything. */
export function markText({ group, named = [], bucket }: Question): string | undefined {
  const text = together(group && groupTerms(group, named), bucket && bucketTerms(bucket))
  return text === '' ? undefined : text
}

/** Whether it stands for some events only, so that it can be filtered by. */
export function isPart(mark: Question): boolean {
  return markText(mark) !== undefined
}

/** A search text for the mark's events alone; what it said of the same fields gives way. */
export function onlyMark(q: string, mark: Question): string {
  const { group, bucket } = mark
  if (group && !bucket && !group.isOther) {
    return group.values.reduce<string>((text, value, index) => onlyThis(text, group.by[index]!, spelt(value)), q)
  }
  const text = markText(mark)
  return text === undefined ? q : withTerm(q, text)
}

/** A search text for all events but the mark's. */
export function withoutMark(q: string, mark: Question): string {
  const { group, bucket } = mark
  if (group && !bucket && group.values.length === 1 && !group.isOther) return without(q, group.by[0]!, spelt(group.values[0]!))
  const text = markText(mark)
  return text === undefined ? q : withTerm(q, `-(${text})`)
}

/** As search texts spell values. */
function spelt(value: Cell): string | null {
  return value === null || value === '' ? null : String(value)
}

function groupTerms(group: Group, named: readonly Group[]): string {
  const { by, values } = group
  if (values.length > 0 && values.every((value) => value === OTHER) && by.length > 1) return beside(named)
  return together(...values.map((value, index) => (value === OTHER ? others(group, index, named) : term(by[index]!, spelt(value)))))
}

/** None of the named groups. */
function beside(named: readonly Group[]): string {
  return together(...named.filter(({ isOther }) => !isOther).map((group) => `-(${groupTerms(group, [])})`))
}

/** Every value of the field but those that are named beside it under the same outer values. */
function others({ by, values }: Group, index: number, named: readonly Group[]): string {
  const outer = JSON.stringify(values.slice(0, index))
  const siblings = named.filter((other) => JSON.stringify(other.values.slice(0, index)) === outer).map((other) => other.values[index] ?? null)
  const known = [...new Set(siblings)].filter((value) => value !== OTHER)
  const field = by[index]!
  const texts = known.filter((value) => value !== null).map((value) => literal(String(value)))
  return together(known.includes(null) ? `${field}:*` : undefined, texts.length > 0 ? notOneOf(field, texts) : undefined)
}

function notOneOf(field: string, texts: string[]): string {
  return texts.length === 1 ? `-${field}:${texts[0]}` : `-${field}:(${texts.join(' OR ')})`
}

function bucketTerms({ field, unit, from, to }: Bucket): string {
  return together(`${field}:>=${bound(from, unit)}`, to === null ? undefined : `${field}:<${bound(to, unit)}`)
}

const NS: [number, string][] = [[1e9, 's'], [1e6, 'ms'], [1e3, 'us']]

/** A number of a measure as a person would write it in a search text, exactly. */
export function bound(value: number, unit: string): string {
  if (unit !== 'ns' || value === 0) return String(value)
  const [size, name] = NS.find(([ns]) => value >= ns && (value / ns) * 1000 === Math.round((value / ns) * 1000)) ?? [1, 'ns']
  return `${value / size}${name}`
}

/** All of them; each is a term, so that none needs parentheses. */
function together(...terms: (string | undefined)[]): string {
  return terms.filter((one) => one !== undefined && one !== '').join(' ')
}
