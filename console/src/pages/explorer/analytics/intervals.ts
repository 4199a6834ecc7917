/** Widths of time buckets: which ones suit a time, and which one is taken. Pure. */
import { DAY_MS, HOUR_MS, interval, MINUTE_MS, type TimeRange } from '~/lib/time-range'

const WIDTHS = [1, 5, 15, 30].map((m) => m * MINUTE_MS).concat([1, 3, 6, 12].map((h) => h * HOUR_MS), [DAY_MS, 7 * DAY_MS])

/** Fewer say nothing over time; more cannot be told apart on a screen. */
const BUCKETS_MIN = 2
const BUCKETS_MAX = 500
/** About as many as one wants to look at. */
const BUCKETS_WANTED = 60

export function choices(range: TimeRange): number[] {
  return WIDTHS.filter((width) => fits(width, range))
}

function fits(width: number, { from, to }: TimeRange): boolean {
  const buckets = (to - from) / width
  return buckets >= BUCKETS_MIN && buckets <= BUCKETS_MAX
}

/** The asked width when it suits the time, else one that does. */
export function chooseWidth(asked: number | undefined, range: TimeRange): number {
  return asked && fits(asked, range) ? asked : interval(range, BUCKETS_WANTED)
}

export function bucketsOf(width: number, { from, to }: TimeRange): number {
  return Math.ceil((to - from) / width) + 1
}

/** `5 min`, `6 h`, `1 d`. */
export function widthText(width: number): string {
  if (width % DAY_MS === 0) return `${width / DAY_MS} d`
  if (width % HOUR_MS === 0) return `${width / HOUR_MS} h`
  if (width % MINUTE_MS === 0) return `${width / MINUTE_MS} min`
  return `${width / 1000} s`
}
