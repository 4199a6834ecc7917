/**
 * A mark of a picture or a cell of a table, and the search texts that find its events or leave
 * them out. Pure.
 */
import { and, exclude, literal, term } from '~/lib/search-text'
import type { Cell } from '~/api/ask'
import { OTHER, type Group } from './groups'

export type Bucket = { field: string; unit: string; from: number; to: number | null }

export type Mark = {
  /** What it is called, and what it says. */
  title: string
  said: string
  /** Where on the screen its menu opens. */
  at: { x: number; y: number }
  group?: Group
  /** The groups that are named beside it: "other" is what they are not. */
  named?: readonly Group[]
  /** The stretch of time that it stands for. */
  time?: { from: number; to: number }
  /** The stretch of a measure that it stands for. */
  bucket?: Bucket
}

/** The search text of the mark alone; undefined when it stands for everything. */
export function markText({ group, named = [], bucket }: Pick<Mark, 'group' | 'named' | 'bucket'>): string | undefined {
  const text = and(group && groupTerms(group, named), bucket && bucketTerms(bucket))
  return text === '' ? undefined : text
}

/** What leaves the mark's events out. */
export function notMarkText(mark: Pick<Mark, 'group' | 'named' | 'bucket'>): string | undefined {
  const { group, bucket } = mark
  const text = markText(mark)
  if (text === undefined) return undefined
  if (!bucket && group && group.values.length === 1 && !group.isOther) return exclude(group.by[0]!, plain(group.values[0]!))
  return `-(${text})`
}

function groupTerms(group: Group, named: readonly Group[]): string {
  const { by, values } = group
  if (values.length > 0 && values.every((value) => value === OTHER) && by.length > 1) return beside(named)
  return and(...values.map((value, index) => (value === OTHER ? others(group, index, named) : term(by[index]!, plain(value)))))
}

/** None of the named groups. */
function beside(named: readonly Group[]): string {
  return and(...named.filter(({ isOther }) => !isOther).map((group) => `-(${groupTerms(group, [])})`))
}

/** Every value of the field but those that are named beside it under the same outer values. */
function others({ by, values }: Group, index: number, named: readonly Group[]): string {
  const outer = JSON.stringify(values.slice(0, index))
  const siblings = named.filter((other) => JSON.stringify(other.values.slice(0, index)) === outer).map((other) => other.values[index] ?? null)
  const known = [...new Set(siblings)].filter((value) => value !== OTHER)
  const field = by[index]!
  const spelt = known.filter((value) => value !== null).map((value) => literal(String(value)))
  return and(known.includes(null) ? `${field}:*` : undefined, spelt.length > 0 ? notOneOf(field, spelt) : undefined)
}

function notOneOf(field: string, spelt: string[]): string {
  return spelt.length === 1 ? `-${field}:${spelt[0]}` : `-${field}:(${spelt.join(' OR ')})`
}

/** An empty text is no value. */
function plain(value: Cell): Cell {
  return value === '' ? null : value
}

function bucketTerms({ field, unit, from, to }: Bucket): string {
  return and(`${field}:>=${bound(from, unit)}`, to === null ? undefined : `${field}:<${bound(to, unit)}`)
}

const NS: [number, string][] = [[1e9, 's'], [1e6, 'ms'], [1e3, 'us']]

/** A number of a measure as a person would write it in a search text, exactly. */
export function bound(value: number, unit: string): string {
  if (unit !== 'ns' || value === 0) return String(value)
  const [size, name] = NS.find(([ns]) => value >= ns && (value / ns) * 1000 === Math.round((value / ns) * 1000)) ?? [1, 'ns']
  return `${value / size}${name}`
}
