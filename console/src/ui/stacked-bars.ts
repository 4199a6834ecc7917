/**
 * Where the stacked bars of counts over time stand in a drawing of so many pixels, and the words
 * of its axes. Pure.
 */
import { DAY_MS, HOUR_MS, MINUTE_MS, type TimeRange } from '~/lib/time-range'

/** Room for the numbers beside the plot: at least so much, and as much as the longest of them takes. */
const LEFT_LEAST = 32
const LETTER_PX = 6.6
const WORD_GAP_PX = 12
export const leftOf = (texts: readonly string[]) => Math.max(LEFT_LEAST, Math.ceil(Math.max(0, ...texts.map(({ length }) => length)) * LETTER_PX) + WORD_GAP_PX)
const BOTTOM = 22
const TOP = 8
const RIGHT = 4
/** Of its bucket a bar leaves so much free. */
const GAP = 0.16
const BAR_MAX_PX = 44
/** Words of the time axis stand at least so far apart. */
const TICK_PX = 84

type Counted = { times: readonly number[]; series: readonly { counts: readonly number[] }[] }
export type Stack = Counted & { step: number }
export type Size = { width: number; height: number; left: number }
export type Bar = { series: number; at: number; x: number; y: number; width: number; height: number; part: boolean }

/** Pixels of moments, and moments of pixels, clipped to the plot. */
export function timeScale({ from, to }: TimeRange, { width, left }: Size) {
  const plot = Math.max(1, width - left - RIGHT)
  const clip = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value))
  return {
    x: (ms: number) => left + clip((ms - from) / (to - from), 0, 1) * plot,
    ms: (x: number) => from + clip((x - left) / plot, 0, 1) * (to - from),
  }
}

/** Round steps from 0 to at least the largest sum: as far as bars reach, and the lines behind them. */
export function countTicks(largest: number, wanted = 3): number[] {
  const rough = Math.max(1, largest) / wanted
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = Math.max(1, [1, 2, 5, 10].map((digit) => digit * power).find((one) => one >= rough) ?? rough)
  const count = Math.max(1, Math.ceil(largest / step))
  return Array.from({ length: count + 1 }, (_, index) => index * step)
}

export function largestSum({ times, series }: Counted): number {
  return times.reduce((most, _, at) => Math.max(most, series.reduce((sum, { counts }) => sum + counts[at]!, 0)), 0)
}

export function countScale(most: number, { height }: Size): (count: number) => number {
  const plot = height - TOP - BOTTOM
  return (count) => TOP + plot * (1 - count / most)
}

/** What has no count has no bar. A bucket that the time covers only in part is marked. */
export function bars(stack: Stack, range: TimeRange, size: Size): Bar[] {
  const { times, step, series } = stack
  const { x } = timeScale(range, size)
  const y = countScale(countTicks(largestSum(stack)).at(-1)!, size)
  return times.flatMap((time, at) => {
    const [left, right] = [x(time), x(time + step)]
    const room = (right - left) * (1 - GAP)
    const width = Math.max(1, Math.min(room, BAR_MAX_PX))
    let below = 0
    return series.flatMap(({ counts }, index) => {
      const count = counts[at]!
      if (count === 0) return []
      const [bottom, top] = [y(below), y(below + count)]
      below += count
      const part = time < range.from || time + step > range.to
      return [{ series: index, at, x: (left + right - width) / 2, y: top, width, height: Math.max(1, bottom - top), part }]
    })
  })
}

const TICKS_MS = [
  ...[1, 5, 10, 15, 30].map((minutes) => minutes * MINUTE_MS),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR_MS),
  ...[1, 2, 7, 14, 28].map((days) => days * DAY_MS),
]

/** Moments that the time axis names: round ones of the reader's zone, as many as there is room for. */
export function timeTicks(range: TimeRange, size: Size, timeZone: string): number[] {
  const length = range.to - range.from
  const most = Math.max(1, Math.floor((size.width - size.left) / TICK_PX))
  const step = TICKS_MS.find((one) => length / one <= most) ?? Math.ceil(length / most / DAY_MS) * DAY_MS
  const ticks: number[] = []
  // The zone's clock may be put forward or back within the time: each tick looks for itself.
  let at = range.from - (localTime(range.from, timeZone) % step)
  while (at < range.to) {
    if (at >= range.from) ticks.push(at)
    const next = at + step
    const astray = localTime(next, timeZone) % step
    at = astray === 0 ? next : astray > step / 2 ? next + step - astray : next - astray
  }
  return ticks
}

const clocks = new Map<string, Intl.DateTimeFormat>()

/** A zone's clock, kept: making one takes longer than all it is asked for. */
function clockOf(timeZone: string): Intl.DateTimeFormat {
  const numeric = 'numeric'
  const clock = clocks.get(timeZone) ?? new Intl.DateTimeFormat('en', {
    timeZone, year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric, second: numeric, hourCycle: 'h23',
  })
  clocks.set(timeZone, clock)
  return clock
}

/** Milliseconds since 1970 as if the zone's clock were UTC's. */
function localTime(ms: number, timeZone: string): number {
  const part = Object.fromEntries(clockOf(timeZone).formatToParts(ms).map(({ type, value }) => [type, Number(value)]))
  return Date.UTC(part.year!, part.month! - 1, part.day, part.hour, part.minute, part.second)
}
