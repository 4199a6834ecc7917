/**
 * How far a number wavers by chance alone: its standard deviation, were the same time to be lived
 * through again by other visitors. A change within two of the difference's is quiet
 * (`lib/change.ts`). Days of the week and hours of the day are no chance, and are not in it. Pure.
 */

/**
 * Of a count. Things that happen independently vary as their root. Views do not: they come in
 * sessions, and `cluster`, how many come together, makes the variance as many times larger.
 */
export function ofCount(count: number, cluster = 1): number {
  return Math.sqrt(count * Math.max(1, cluster))
}

/**
 * Of the part `hits` of `n`, by the binomial; views of one session share their luck too. One more
 * of each, as Laplace has it: none of twenty is not never.
 */
export function ofShare(hits: number, n: number, cluster = 1): number | undefined {
  if (n === 0) return undefined
  const share = (hits + 1) / (n + 2)
  return Math.sqrt((share * (1 - share) * Math.max(1, cluster)) / n)
}

/** The 70th and 80th percentile around a 75th. */
export type Neighbours = { p70: number | null; p80: number | null }

/**
 * Of a 75th percentile of `n` values: √(p(1−p)/n) over the density there, and the density is read
 * from how far apart its neighbours lie.
 */
export function ofPercentile({ p70, p80 }: Neighbours, n: number): number | undefined {
  if (p70 === null || p80 === null || n === 0) return undefined
  const perUnit = (p80 - p70) / 0.1
  return perUnit * Math.sqrt((0.75 * 0.25) / n)
}
