/**
 * Numbers and times as a person would say them, in the language and zone of the reader.
 * Pure; three significant digits are enough, the exact value belongs on hover and in copies.
 */
export type Locale = 'en' | 'zh'

/** What stands where there is no value. */
export const NONE = '—'

const NS_PER_MS = 1e6

/** Making a formatter takes a hundred times as long as using it, and a table formats thousands of cells. */
const made = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>()

function numbers(locale: Locale, options?: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  const format = (made.get(key) as Intl.NumberFormat | undefined) ?? new Intl.NumberFormat(locale, options)
  made.set(key, format)
  return format
}

function times(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  const format = (made.get(key) as Intl.DateTimeFormat | undefined) ?? new Intl.DateTimeFormat(locale, options)
  made.set(key, format)
  return format
}

const WHOLE: Intl.NumberFormatOptions = { maximumFractionDigits: 0 }
const SHORT: Intl.NumberFormatOptions = { maximumSignificantDigits: 3 }
const THREE: Intl.NumberFormatOptions = { minimumSignificantDigits: 3, maximumSignificantDigits: 3 }
/** Of what lies below one, such as a layout shift. */
const SMALL: Intl.NumberFormatOptions = { minimumFractionDigits: 3, maximumFractionDigits: 3 }

/** Three digits, zeros at the end too: what is measured stands in line with its neighbours. */
function measured(value: number, locale: Locale): string {
  return numbers(locale, Math.abs(value) >= 100 ? WHOLE : THREE).format(value)
}

/** At most three digits, as one says what was chosen: `2.5 s`. */
function short(value: number, locale: Locale): string {
  return numbers(locale, Math.abs(value) >= 100 ? WHOLE : SHORT).format(value)
}

function fraction(value: number, locale: Locale): string {
  const size = Math.abs(value)
  return size >= 0.0005 && size < 0.9995 ? numbers(locale, SMALL).format(value) : short(value, locale)
}

/** Whether there is a number to say. */
function isNone(value: number | null | undefined): value is null | undefined {
  return value === null || value === undefined || !Number.isFinite(value)
}

/** `9,412`, `1.24 M`. */
export function count(value: number | null | undefined, locale: Locale): string {
  if (isNone(value)) return NONE
  const size = Math.abs(value)
  // What would be rounded to a thousand of one unit is one of the next.
  if (size >= 999.5e9) return `${measured(value / 1e12, locale)} T`
  if (size >= 999.5e6) return `${measured(value / 1e9, locale)} G`
  if (size >= 1e6) return `${measured(value / 1e6, locale)} M`
  if (Number.isInteger(value)) return numbers(locale).format(value)
  return fraction(value, locale)
}

/** `840 ms`, `1.24 s`, `2.50 s`, `2 min 5 s`, `3 h 12 min` from nanoseconds. */
export function duration(ns: number | null | undefined, locale: Locale): string {
  return inTime(ns, locale, measured)
}

function inTime(ns: number | null | undefined, locale: Locale, digits: typeof measured): string {
  if (isNone(ns)) return NONE
  const ms = ns / NS_PER_MS
  const size = Math.abs(ms)
  if (size === 0) return '0 ms'
  if (size < 0.9995) return `${digits(ns / 1000, locale)} µs`
  if (size < 999.5) return `${digits(ms, locale)} ms`
  if (size < 59_950) return `${digits(ms / 1000, locale)} s`
  return (ms < 0 ? '-' : '') + long(Math.round(size / 1000))
}

function long(seconds: number): string {
  const parts: [number, string][] = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor((seconds % 86_400) / 3600), 'h'],
    [Math.floor((seconds % 3600) / 60), 'min'],
    [seconds % 60, 's'],
  ]
  const first = parts.findIndex(([value]) => value > 0)
  const said = parts.slice(first, first + 2).filter(([value]) => value > 0)
  return said.map(([value, unit]) => `${value} ${unit}`).join(' ')
}

const SIZES = ['B', 'kB', 'MB', 'GB', 'TB']

/** `840 B`, `12.4 kB`, `3.10 MB`. */
export function bytes(value: number | null | undefined, locale: Locale): string {
  if (isNone(value)) return NONE
  const unit = sizeUnit(value)
  // A single byte has no parts.
  return `${unit === 0 ? short(value, locale) : measured(value / 1000 ** unit, locale)} ${SIZES[unit]}`
}

function sizeUnit(value: number): number {
  let unit = 0
  while (Math.abs(value) / 1000 ** unit >= 999.5 && unit < SIZES.length - 1) unit += 1
  return unit
}

/** `4.3 %` from 0.043; `<0.1 %`, and `>99.9 %` of what is not quite all. */
export function share(value: number | null | undefined, locale: Locale): string {
  if (isNone(value)) return NONE
  const percent = value * 100
  if (percent > 0 && percent < 0.1) return '<0.1 %'
  if (percent < 100 && percent >= 99.95) return '>99.9 %'
  // One decimal throughout, so that a column of them stands in line; nothing and all are exact.
  const least = percent > 0 && percent < 100 ? 1 : 0
  return `${numbers(locale, { minimumFractionDigits: least, maximumFractionDigits: 1 }).format(percent)} %`
}

/** `1.2` of a difference of shares 0.012: percentage points, without their sign. */
export function points(difference: number, locale: Locale): string {
  const size = Math.abs(difference * 100)
  if (size > 0 && size < 0.1) return '<0.1'
  return numbers(locale, { maximumFractionDigits: 1 }).format(size)
}

const UNIT_SAID: Record<string, string> = { share: '', '': '', bytes: ' B' }

/** To the last digit, for hovers: `1,243,118,204 ns`. */
export function exact(value: number, unit: string, locale: Locale): string {
  return `${numbers(locale, { maximumSignificantDigits: 17 }).format(value)}${UNIT_SAID[unit] ?? ` ${unit}`}`
}

/** A value of a field or column, by its unit as the API names it. */
export function quantity(value: number | null | undefined, unit: string, locale: Locale): string {
  if (isNone(value)) return NONE
  switch (unit) {
    case 'ns':
      return duration(value, locale)
    case 'ms':
      return duration(value * NS_PER_MS, locale)
    case 'bytes':
      return bytes(value, locale)
    case 'MB':
      return bytes(value * 1e6, locale)
    case 'share':
      return share(value, locale)
    case 'percent':
      return share(value / 100, locale)
    case 'px':
      return `${short(value, locale)} px`
    case 'fps':
      return `${short(value, locale)} fps`
    default:
      return count(value, locale)
  }
}

/** What somebody chose rather than measured, such as a threshold: `2.5 s`. */
export function chosen(value: number, unit: string, locale: Locale): string {
  return unit === 'ns' ? inTime(value, locale, short) : unit === '' ? short(value, locale) : quantity(value, unit, locale)
}

/** A moment to the second (or millisecond), in the reader's zone. */
export function moment(ms: number, locale: Locale, timeZone: string, precise = false): string {
  return times(locale, {
    timeZone,
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    ...(precise ? { fractionalSecondDigits: 3 as const } : {}),
    hourCycle: 'h23',
  }).format(ms)
}

/** A moment of the last year, as narrow as a table wants it: `Nov 23, 03:17:21.123`. */
export function stamp(ms: number, locale: Locale, timeZone: string): string {
  return times(locale, {
    timeZone,
    month: 'short',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    hourCycle: 'h23',
  }).format(ms)
}

/** Two moments, as short as both can be said: `Nov 22, 14:00 – 16:30`. A year only when it is not this one. */
export function span(from: number, to: number, now: number, locale: Locale, timeZone: string): string {
  const year = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric' })
  const isThisYear = year.format(from) === year.format(now) && year.format(to) === year.format(now)
  const seconds = to - from < 600_000 ? { second: '2-digit' as const } : {}
  return times(locale, {
    timeZone,
    ...(isThisYear ? {} : { year: 'numeric' }),
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    ...seconds,
    hourCycle: 'h23',
  }).formatRange(from, to)
}

const LENGTHS = { m: 'minute', h: 'hour', d: 'day', w: 'week' } as const

/** `4h` in words: `4 hours`, `4 小时`; what is no length stays as it is. */
export function length(spelt: string, locale: Locale): string {
  const found = /^(\d+)([mhdw])$/.exec(spelt)
  if (!found) return spelt
  const unit = LENGTHS[found[2] as keyof typeof LENGTHS]
  const said = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(Number(found[1]))
  return said.replace(/(\d)(\p{Script=Han})/u, '$1 $2')
}

/** As durations write them, without the dots of an abbreviation. */
const SHORTENED: Record<string, string> = { 'sec.': 's', 'min.': 'min', 'hr.': 'h' }

/** `3 min ago`, `2 months ago`. */
export function ago(ms: number, now: number, locale: Locale): string {
  const seconds = Math.round((ms - now) / 1000)
  const steps: [number, Intl.RelativeTimeFormatUnit][] = [
    [60, 'second'],
    [60, 'minute'],
    [24, 'hour'],
    [30, 'day'],
    [12, 'month'],
  ]
  let value = seconds
  for (const [size, unit] of steps) {
    if (Math.abs(value) < size) return away(value, unit, locale)
    value = Math.round(value / size)
  }
  return away(value, 'year', locale)
}

function away(value: number, unit: Intl.RelativeTimeFormatUnit, locale: Locale): string {
  const style = unit === 'month' || unit === 'year' ? 'long' : 'short'
  const said = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style }).format(value, unit)
  return said.replace(/\b(sec|min|hr)\./, (word) => SHORTENED[word] ?? word)
}
