/**
 * The time that a page asks about: relative to now (`24h`) or fixed. Pure: now is an argument.
 * Relative ranges are cut to whole minutes, so that a page asks the same question for a while and
 * finds the answer that it has.
 */
export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS

/** As it stands in the URL: `range`, or `from` and `to` in milliseconds since 1970. */
export type TimeSearch = { range?: string; from?: number; to?: number }
/** Half-open, in milliseconds since 1970. */
export type TimeRange = { from: number; to: number }

export const PRESETS = ['15m', '1h', '4h', '24h', '2d', '7d', '14d', '30d'] as const
export const DEFAULT_PRESET = '24h'

const UNIT_MS: Record<string, number> = { m: MINUTE_MS, h: HOUR_MS, d: DAY_MS, w: 7 * DAY_MS }

/** Longer ones ask for times before there was anything to see. */
const LENGTH_MAX_MS = 3660 * DAY_MS
/** The server knows no time before 1970 or after 9999. */
const MOMENT_MAX_MS = 253_402_300_800_000

/** The length of `90m`, `4h`, `7d`, `2w`; undefined when it is none of these. */
export function parseLength(text: string): number | undefined {
  const found = /^([1-9]\d{0,4})\s*([mhdw])$/.exec(text.trim())
  if (!found) return undefined
  const length = Number(found[1]) * UNIT_MS[found[2]!]!
  return length <= LENGTH_MAX_MS ? length : undefined
}

const WORDS: [RegExp, string][] = [
  [/^(m|min|mins|minutes?|分|分钟)$/i, 'm'],
  [/^(h|hr|hrs|hours?|时|小时)$/i, 'h'],
  [/^(d|days?|天|日)$/i, 'd'],
  [/^(w|weeks?|周|星期)$/i, 'w'],
]

/** What somebody typed for a length, as the URL spells it: `90 min` is `90m`; undefined when it is none. */
export function readLength(text: string): string | undefined {
  const found = /^([1-9]\d{0,4})\s*(\p{Letter}+)$/u.exec(text.trim())
  const unit = WORDS.find(([names]) => names.test(found?.[2] ?? ''))?.[1]
  const spelt = found && unit && `${found[1]}${unit}`
  return spelt && parseLength(spelt) ? spelt : undefined
}

/** The shortest way to spell a length: `24h`, but `90m`; undefined of what is no whole minutes. */
export function spellLength(length: number): string | undefined {
  const preset = PRESETS.find((known) => parseLength(known) === length)
  if (preset) return preset
  const unit = (['w', 'd', 'h', 'm'] as const).find((name) => length % UNIT_MS[name]! === 0)
  const spelt = unit && `${length / UNIT_MS[unit]!}${unit}`
  return spelt && parseLength(spelt) ? spelt : undefined
}

/** One length earlier or later. What would end in the future ends now instead, and goes on with it. */
export function step({ from, to }: TimeRange, direction: -1 | 1, now: number): TimeSearch {
  const length = to - from
  const next = { from: Math.max(0, from + direction * length), to: to + direction * length }
  if (next.to <= 0) return { from, to }
  if (next.to <= now) return next
  return { range: spellLength(length) ?? undefined, ...(spellLength(length) ? {} : { from: now - length, to: now }) }
}

/** Whether there is anything later to look at. */
export function canStepForward({ from, to }: TimeSearch, now: number): boolean {
  return from !== undefined && to !== undefined && to < now
}

/** What the URL means now; what cannot be read is the default. */
export function resolve(search: TimeSearch, now: number): TimeRange {
  const { from, to } = search
  if (from !== undefined && to !== undefined && from >= 0 && from < to && to <= MOMENT_MAX_MS) return { from, to }
  const length = parseLength(search.range ?? DEFAULT_PRESET) ?? DAY_MS
  // Up to a moment that is to come, so that what arrives now lies inside.
  const end = Math.ceil((now + 1) / MINUTE_MS) * MINUTE_MS
  return { from: end - length, to: end }
}

/** The stretch of the same length before it, to compare with. */
export function before({ from, to }: TimeRange): TimeRange {
  return { from: Math.max(0, from - (to - from)), to: from }
}

const STEPS_MS = [1, 5, 10, 30, 60, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400].map((s) => s * 1000)

/** A width of buckets that makes about `buckets` of them. */
export function interval({ from, to }: TimeRange, buckets = 60): number {
  const wanted = (to - from) / buckets
  return STEPS_MS.find((step) => step >= wanted) ?? Math.ceil(wanted / DAY_MS) * DAY_MS
}
