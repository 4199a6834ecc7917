import { describe, expect, it } from 'vitest'

import { change } from '~/lib/change'
import { ofCount, ofPercentile, ofShare } from './noise'

describe('noise of a count', () => {
  it('is the root of what is counted one by one', () => expect(ofCount(400)).toBe(20))
  it('is larger where things come together', () => {
    const before = (cluster: number) => ({ value: 1000, deviation: ofCount(1000, cluster) })
    const now = (cluster: number) => ({ value: 1100, deviation: ofCount(1100, cluster) })
    expect(change(now(1), before(1), '')?.quiet).toBe(false)
    expect(change(now(6), before(6), '')?.quiet).toBe(true)
  })
})

describe('noise of a share', () => {
  const share = (hits: number, n: number) => ({ value: hits / n, n, deviation: ofShare(hits, n) })
  it('falls with the number of views', () => {
    expect(change(share(12, 200), share(10, 200), 'share')?.quiet).toBe(true)
    expect(change(share(1200, 20_000), share(1000, 20_000), 'share')?.quiet).toBe(false)
  })
  it('is there even where nothing was hit', () => {
    expect(ofShare(0, 20)).toBeGreaterThan(0.04)
    expect(change(share(1, 20), share(0, 20), 'share')?.quiet).toBe(true)
  })
  it('of no views is unknown', () => expect(ofShare(0, 0)).toBeUndefined())
})

describe('noise of a p75', () => {
  it('is what repeated draws show', () => {
    // Of values spread evenly over 0 to 1, the p75 of n has a deviation of √(0.75·0.25/n).
    expect(ofPercentile({ p70: 0.7, p80: 0.8 }, 100)).toBeCloseTo(Math.sqrt(0.1875 / 100))
    const draws = Array.from({ length: 400 }, (_, seed) => p75(uniform(100, seed + 1)))
    const mean = draws.reduce((sum, value) => sum + value, 0) / draws.length
    const deviation = Math.sqrt(draws.reduce((sum, value) => sum + (value - mean) ** 2, 0) / draws.length)
    expect(deviation).toBeGreaterThan(0.036)
    expect(deviation).toBeLessThan(0.051)
  })
  it('is unknown without its neighbours', () => expect(ofPercentile({ p70: null, p80: 1 }, 9)).toBeUndefined())
})

/** The same numbers at every run. */
function uniform(count: number, seed: number): number[] {
  let state = (seed * 2_654_435_761) >>> 0
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  })
}

function p75(values: number[]): number {
  const sorted = values.sort((a, b) => a - b)
  return sorted[Math.floor(0.75 * sorted.length)]!
}
