/**
 * The numbers along an axis: all in one unit and with as many decimals as its steps need, so that
 * they read as one scale: `0 s`, `2.5 s`, `5.0 s`. Pure.
 */
import { quantity, type Locale } from './format'

type Unit = readonly [size: number, name: string]

/** Up to a minute; longer ones are said in two units, as elsewhere. */
const TIMES: readonly Unit[] = [[1e9, 's'], [1e6, 'ms'], [1e3, 'µs'], [1, 'ns']]
const LONG_TIMES: readonly Unit[] = [[86_400e9, 'd'], [3_600e9, 'h'], [60e9, 'min'], [1e9, 's']]
const SIZES: readonly Unit[] = [[1e12, 'TB'], [1e9, 'GB'], [1e6, 'MB'], [1e3, 'kB'], [1, 'B']]
const COUNTS: readonly Unit[] = [[1e12, 'T'], [1e9, 'G'], [1e6, 'M'], [1, '']]
const SHARES: readonly Unit[] = [[0.01, '%']]

const LONG_NS = 60e9
const DECIMALS_MOST = 4
const MINUS = '-'

/** How each number of an axis is said that reaches `max` in steps of `interval`. */
export function axisText(max: number, interval: number, unit: string, locale: Locale): (value: number) => string {
  const scale = unit === 'ms' ? 1e6 : unit === 'MB' ? 1e6 : unit === 'percent' ? 0.01 : 1
  const isTime = unit === 'ns' || unit === 'ms'
  if (isTime && max * scale >= LONG_NS) return (value) => (value === 0 ? `0 ${fitting(LONG_TIMES, interval * scale)[1]}` : quantity(value, unit, locale))
  const units = unitsOf(unit)
  if (!units) return (value) => quantity(value, unit, locale)
  const [size, name] = fitting(units, max * scale)
  const decimals = decimalsOf((interval * scale) / size)
  const format = new Intl.NumberFormat(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
  return (value) => {
    // A zero has no decimals to read, and of a count no unit either.
    if (value === 0) return units === COUNTS || !name ? '0' : `0 ${name}`
    const said = format.format(Math.abs((value * scale) / size))
    return `${value < 0 ? MINUS : ''}${said}${name && ` ${name}`}`
  }
}

function unitsOf(unit: string): readonly Unit[] | undefined {
  if (unit === 'ns' || unit === 'ms') return TIMES
  if (unit === 'bytes' || unit === 'MB') return SIZES
  if (unit === 'share' || unit === 'percent') return SHARES
  return unit === '' || unit === 'count' ? COUNTS : undefined
}

/** The largest unit that there is at least one of. */
function fitting(units: readonly Unit[], max: number): Unit {
  return units.find(([size]) => Math.abs(max) >= size) ?? units.at(-1)!
}

/** How many decimals tell the steps apart without cutting one off. */
function decimalsOf(interval: number): number {
  for (let decimals = 0; decimals < DECIMALS_MOST; decimals += 1) {
    const scaled = interval * 10 ** decimals
    if (Math.abs(scaled - Math.round(scaled)) < 1e-6 * Math.max(1, scaled) && Math.round(scaled) > 0) return decimals
  }
  return DECIMALS_MOST
}
