/**
 * The rows of the event list: items in order, runs of what went on in the background (resources,
 * long tasks, segments of the replay) folded into one row. Pure. While something is looked for nothing is folded.
 */
import type { Kind } from '~/lib/event'
import { number } from '~/lib/event'
import { holds, type Item } from './history'

/** Shorter runs are not worth a click. */
const FOLD_MIN = 3

const BACKGROUND = ['resource', 'long_task', 'replay'] as const

/** `counts` has each kind that there is, `longest` is the longest resource. */
export type Group = { items: Item[]; counts: { kind: (typeof BACKGROUND)[number]; count: number }[]; bytes: number | undefined; longest: Item | undefined }
export type Row =
  | { type: 'item'; key: string; item: Item; inGroup: boolean }
  | { type: 'group'; key: string; group: Group; isOpen: boolean }

export type Shown = { hide: ReadonlySet<Kind>; text: string }

export function filtered(items: Item[], { hide, text }: Shown): Item[] {
  const wanted = text.trim().toLowerCase()
  return items.filter((item) => !hide.has(item.kind) && (wanted === '' || holds(item, wanted)))
}

/** `open` holds keys of groups; the one that holds the selected item is open too. */
export function rows(items: Item[], isFolding: boolean, open: ReadonlySet<string>, selected: string | undefined): Row[] {
  if (!isFolding) return items.map(toRow)
  const all: Row[] = []
  for (const run of runs(items)) {
    const first = run[0]!
    if (run.length < FOLD_MIN || !isBackground(first)) {
      all.push(...run.map(toRow))
      continue
    }
    const key = `group-${first.key}`
    const isOpen = open.has(key) || run.some((item) => item.key === selected)
    all.push({ type: 'group', key, group: toGroup(run), isOpen })
    if (isOpen) all.push(...run.map((item): Row => ({ type: 'item', key: item.key, item, inGroup: true })))
  }
  return all
}

/** A failed request is no background: it stands for itself. */
const isBackground = ({ kind, bad }: Item) => !bad && (BACKGROUND as readonly Kind[]).includes(kind)
const toRow = (item: Item): Row => ({ type: 'item', key: item.key, item, inGroup: false })

function runs(items: Item[]): Item[][] {
  const all: Item[][] = []
  for (const item of items) {
    const last = all[all.length - 1]
    const before = last?.[0]
    if (last && before && isBackground(before) && isBackground(item)) last.push(item)
    else all.push([item])
  }
  return all
}

function toGroup(items: Item[]): Group {
  const sizes = items.map(({ event }) => number(event, 'resource.transfer_size') ?? number(event, 'resource.size')).filter((size) => size !== undefined)
  const resources = items.filter(({ kind }) => kind === 'resource')
  const longest = resources.reduce<Item | undefined>((most, item) => ((item.durationNs ?? 0) > (most?.durationNs ?? 0) ? item : most), undefined)
  return {
    items,
    counts: BACKGROUND.map((kind) => ({ kind, count: items.filter((item) => item.kind === kind).length })).filter(({ count }) => count > 0),
    bytes: sizes.length > 0 ? sizes.reduce((sum, size) => sum + size, 0) : undefined,
    longest,
  }
}
