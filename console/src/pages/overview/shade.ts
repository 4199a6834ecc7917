/**
 * Classes of a map's colour: views of countries differ by the thousand, so each class begins at
 * about four times the one before, at round numbers. Pure.
 */
export const SHADES = 5
const RATIO = 4

/** Where each class begins, ascending; fewer than `SHADES` where the largest value is small. */
export function shades(largest: number): number[] {
  if (largest < 1) return []
  const wanted = Array.from({ length: SHADES - 1 }, (_, index) => round(largest / RATIO ** (SHADES - 1 - index)))
  return [...new Set([1, ...wanted.filter((value) => value > 1)])]
}

/** 1, 2 or 5 times a power of ten, not above the value. */
function round(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  const digit = [5, 2, 1].find((one) => one * power <= value) ?? 1
  return digit * power
}

/** 1 is the lightest; 0 is no value. The last class is always the darkest. */
export function shade(value: number, starts: readonly number[]): number {
  const reached = starts.filter((start) => value >= start).length
  return reached === 0 ? 0 : SHADES - starts.length + reached
}
