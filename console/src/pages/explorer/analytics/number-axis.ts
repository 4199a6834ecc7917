/** Round steps of a number axis in the units people count in. Pure. */
const S = 1e9
const MIN = 60 * S
const HOUR = 60 * MIN
const STEPS_WANTED = 4
/** Only when all numbers are within this of the largest would they look alike from zero. */
const FAR = 0.75

/** Steps of durations from a minute up, which are not decimal. */
const LONG_STEPS = [1, 2, 5, 10, 15, 30].flatMap((n) => [n * MIN]).concat([1, 2, 3, 6, 12, 24, 48, 168].map((n) => n * HOUR))

export type NumberAxis = { min: number; max: number; interval: number }
/** How the numbers of an axis are said that reaches `max` in such steps. */
export type AxisText = (max: number, interval: number, unit: string) => (value: number) => string

/** From zero, unless it is said that it need not be and zero is far off. What is counted has whole steps. */
export function numberAxis(least: number, most: number, unit: string, fromZero = true, isWhole = false): NumberAxis {
  const from = least < 0 ? least : !fromZero && least > most * FAR ? least : 0
  if (!(most > from)) return { min: Math.min(0, from), max: most > 0 ? most : 1, interval: most > 0 ? most : 1 }
  const wanted = (most - from) / STEPS_WANTED
  const interval = isWhole ? wholeStep(wanted) : step(wanted, unit)
  return { min: Math.floor(from / interval) * interval, max: Math.ceil(most / interval) * interval, interval }
}

function wholeStep(wanted: number): number {
  const power = 10 ** Math.max(0, Math.floor(Math.log10(wanted)))
  return [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((whole) => Number.isInteger(whole) && whole >= wanted * 0.999)!
}

function step(wanted: number, unit: string): number {
  const size = unit === 'ms' ? 1e6 : 1
  if ((unit === 'ns' || unit === 'ms') && wanted * size > 20 * S) {
    return (LONG_STEPS.find((long) => long >= wanted * size) ?? Math.ceil((wanted * size) / (168 * HOUR)) * 168 * HOUR) / size
  }
  const power = 10 ** Math.floor(Math.log10(wanted))
  return [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((decimal) => decimal >= wanted * 0.999)!
}
