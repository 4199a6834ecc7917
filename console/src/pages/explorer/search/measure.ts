/** Numbers as they stand in a search text and in inputs: with the unit a person would say. Pure. */

const NS: [string, number][] = [['d', 864e11], ['h', 36e11], ['min', 6e10], ['s', 1e9], ['ms', 1e6], ['us', 1e3], ['ns', 1]]
const BYTES: [string, number][] = [['GB', 1e9], ['MB', 1e6], ['kB', 1e3], ['B', 1]]

/** The units that a field of this unit may be compared in, the largest first. */
function unitsOf(unit: string): [string, number][] {
  if (unit === 'ns') return NS
  if (unit === 'ms') return NS.slice(0, 5).map(([name, ns]) => [name, ns / 1e6])
  return unit === 'bytes' ? BYTES : []
}

/** `1.5s` of 1,500,000,000 ns: exact, in the largest unit that needs few digits. */
export function writeMeasure(value: number, unit: string): string {
  if (value === 0) return '0'
  const all = unitsOf(unit).filter(([name]) => name !== 'B' && name !== 'd')
  for (const [name, size] of all) {
    const digits = Number((value / size).toFixed(3))
    if (Math.abs(digits) >= 1 && digits * size === value) return `${digits}${name}`
  }
  return String(unit === '' || unit === 'count' ? Number(value.toPrecision(6)) : value)
}

/** Reads what a person wrote, in the field's unit; a bare number of a duration is milliseconds. */
export function readMeasure(text: string, unit: string): number | undefined {
  const found = /^\s*(-?\d*\.?\d+(?:e[+-]?\d+)?)\s*(\p{L}*)\s*$/iu.exec(text)
  if (!found) return undefined
  const value = Number(found[1])
  const name = found[2]!.replace('µ', 'u').replace('μ', 'u')
  if (name === '') return unit === 'ns' ? value * 1e6 : value
  const size = unitsOf(unit).find(([known]) => known.toLowerCase() === name.toLowerCase() || (known === 'min' && name === 'm'))
  return size && value * size[1]
}

/** Reads an end of a range as it stands in a search text, where a bare number is in the field's unit. */
export function readEnd(text: string | undefined, unit: string): number | undefined {
  if (text === undefined) return undefined
  const bare = Number(text)
  return Number.isNaN(bare) ? readMeasure(text, unit) : bare
}
