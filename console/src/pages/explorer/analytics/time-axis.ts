/**
 * Words of a time axis whose buckets are categories: which buckets carry a word, and which. Pure;
 * in the reader's zone, so a day begins where the reader's does.
 */
import type { Locale } from '~/lib/format'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '~/lib/time-range'
import { endOf, type Series } from './series'

export type Clock = { locale: Locale; timeZone: string }
type Buckets = Pick<Series, 'starts' | 'width'>

const STEPS = [1, 5, 10, 15, 30].map((m) => m * MINUTE_MS).concat([1, 2, 3, 6, 12].map((h) => h * HOUR_MS), [1, 2, 7, 14].map((d) => d * DAY_MS))
const TICKS_MOST = 12

/** Milliseconds since 1970 as if the zone's clock were UTC's. */
export function localTime(ms: number, timeZone: string): number {
  const parts = Object.fromEntries(partsFormat(timeZone).formatToParts(ms).map(({ type, value }) => [type, Number(value)]))
  return Date.UTC(parts.year!, parts.month! - 1, parts.day, parts.hour, parts.minute, parts.second)
}

const formats = new Map<string, Intl.DateTimeFormat>()

function kept(key: string, make: () => Intl.DateTimeFormat): Intl.DateTimeFormat {
  const format = formats.get(key) ?? make()
  formats.set(key, format)
  return format
}

function partsFormat(timeZone: string): Intl.DateTimeFormat {
  const numeric = 'numeric'
  return kept(timeZone, () => new Intl.DateTimeFormat('en', { timeZone, year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric, second: numeric, hourCycle: 'h23' }))
}

/** Indexes of buckets that start on a round time, at most a dozen. */
export function tickIndexes({ starts, width }: Buckets, timeZone: string): Set<number> {
  const span = starts.length * width
  const step = STEPS.find((wide) => wide >= width && span / wide <= TICKS_MOST) ?? 28 * DAY_MS
  const local = starts.map((start) => localTime(start, timeZone))
  // Weeks are counted from a Monday; the first of 1970 was a Thursday.
  const round = local.map((ms) => Math.floor((ms + (step % (7 * DAY_MS) === 0 ? 3 * DAY_MS : 0)) / step))
  const found = new Set<number>()
  for (let index = 0; index < starts.length; index += 1) {
    const isRound = index === 0 ? local[0]! % step === 0 : round[index] !== round[index - 1]
    if (isRound) found.add(index)
  }
  return found.size > 0 ? found : new Set([0])
}

/** `Nov 12` where a day begins, `06:00` within it. */
export function tickText(start: number, { locale, timeZone }: Clock): string {
  if (localTime(start, timeZone) % DAY_MS < MINUTE_MS) return kept(`day ${locale} ${timeZone}`, () => new Intl.DateTimeFormat(locale, { timeZone, month: 'short', day: 'numeric' })).format(start)
  return kept(`hour ${locale} ${timeZone}`, () => new Intl.DateTimeFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })).format(start)
}

/** From when to when a bucket is: `Nov 12, 00:00 – 06:00`. */
export function bucketText(buckets: Buckets, index: number, { locale, timeZone }: Clock): string {
  const start = buckets.starts[index]!
  const end = endOf(buckets, index)
  const days = buckets.width % DAY_MS === 0
  const clock: Intl.DateTimeFormatOptions = days ? {} : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...(buckets.width < MINUTE_MS ? { second: '2-digit' } : {}) }
  const format = kept(`${JSON.stringify(clock)} ${locale} ${timeZone}`, () => new Intl.DateTimeFormat(locale, { timeZone, weekday: 'short', month: 'short', day: 'numeric', ...clock }))
  if (days) return buckets.width > DAY_MS ? format.formatRange(start, end - 1) : format.format(start)
  // Up to midnight is up to 24:00, not to another day.
  const isMidnight = localTime(end, timeZone) % DAY_MS === 0
  return `${format.format(start)} – ${isMidnight ? '24:00' : end - start >= DAY_MS ? format.format(end) : tickText(end, { locale, timeZone })}`
}

/** Whether the time asked about covers the bucket only in part, so that it holds less than others. */
export function isPart(buckets: Buckets, index: number, { from, to }: { from: number; to: number }): boolean {
  return buckets.starts[index]! < from || endOf(buckets, index) > to
}
