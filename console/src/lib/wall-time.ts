/**
 * Times as a clock on the wall of a zone shows them, `2026-11-23T14:05`, to and from moments. Pure.
 * A time that a clock skips (summer time begins) is taken to be as much later; of one that it shows
 * twice (summer time ends) the first is meant.
 */
import { DAY_MS, MINUTE_MS } from './time-range'

const formats = new Map<string, Intl.DateTimeFormat>()

function parts(ms: number, timeZone: string): Record<string, string> {
  let format = formats.get(timeZone)
  if (!format) {
    const two = '2-digit'
    format = new Intl.DateTimeFormat('en-US', { timeZone, era: 'short', year: 'numeric', month: two, day: two, hour: two, minute: two, second: two, hourCycle: 'h23' })
    formats.set(timeZone, format)
  }
  return Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, value]))
}

/** `2026-11-23T14:05`, what a `datetime-local` field holds. */
export function toWall(ms: number, timeZone: string): string {
  const { year, month, day, hour, minute } = parts(ms, timeZone)
  return `${year!.padStart(4, '0')}-${month}-${day}T${hour}:${minute}`
}

/** How far the zone's clocks are ahead of UTC at that moment, in milliseconds. */
export function offset(ms: number, timeZone: string): number {
  const { year, month, day, hour, minute, second } = parts(ms, timeZone)
  const shown = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second))
  return shown - Math.floor(ms / 1000) * 1000
}

/** The moment of `2026-11-23T14:05`, `2026-11-23 14:05` or `2026-11-23`; undefined when it is none. */
export function fromWall(text: string, timeZone: string): number | undefined {
  const found = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2}))?$/.exec(text.trim())
  if (!found) return undefined
  const [year, month, day, hour = 0, minute = 0] = found.slice(1).map((part) => Number(part ?? 0))
  const shown = Date.UTC(year!, month! - 1, day, hour, minute)
  const isDate = new Date(shown).getUTCDate() === day && month! <= 12 && hour < 24 && minute < 60
  return isDate ? atWall(shown, timeZone) : undefined
}

/** `shown` is the wall's time as if it were UTC. The offsets of the day before and after are the only two. */
function atWall(shown: number, timeZone: string): number {
  const offsets = [offset(shown - DAY_MS, timeZone), offset(shown + DAY_MS, timeZone)]
  const meant = offsets.map((ahead) => shown - ahead).filter((ms) => ms + offset(ms, timeZone) === shown)
  return meant.length > 0 ? Math.min(...meant) : shown - offsets[0]!
}

/** `UTC`, `UTC+1`, `UTC−3:30` at that moment. */
export function offsetText(ms: number, timeZone: string): string {
  const minutes = Math.round(offset(ms, timeZone) / MINUTE_MS)
  if (minutes === 0) return 'UTC'
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  return `UTC${minutes > 0 ? '+' : '−'}${hours}${rest ? `:${String(rest).padStart(2, '0')}` : ''}`
}
