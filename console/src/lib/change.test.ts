/** How numbers compare, and when a difference is no more than chance. */
import { describe, expect, it } from 'vitest'

import { change } from './change'

describe('change', () => {
  it('says how much more, of the number before', () => {
    expect(change({ value: 1100 }, { value: 1000 }, '')).toEqual({ direction: 'up', amount: 0.1, quiet: false })
  })
  it('is silent where there is nothing to compare', () => {
    expect(change({ value: 3 }, { value: null }, '')).toBeUndefined()
    expect(change({ value: 3 }, { value: 0 }, '')).toBeUndefined()
    expect(change({ value: undefined }, { value: 3 }, '')).toBeUndefined()
  })
  it('takes a difference of counts within chance for noise', () => {
    expect(change({ value: 104 }, { value: 100 }, '')?.quiet).toBe(true)
    expect(change({ value: 140 }, { value: 100 }, '')?.quiet).toBe(false)
  })
  it('tells shares apart in points, by how many they stand on', () => {
    const [now, before] = [0.06, 0.05]
    expect(change({ value: now, n: 100 }, { value: before, n: 100 }, 'share')?.quiet).toBe(true)
    const many = change({ value: now, n: 100_000 }, { value: before, n: 100_000 }, 'share')
    expect(many?.quiet).toBe(false)
    expect(many?.amount).toBeCloseTo(0.01)
  })
  it('can compare with a share of zero', () => {
    expect(change({ value: 0.2, n: 1000 }, { value: 0, n: 1000 }, 'share')?.direction).toBe('up')
  })
  it('is quiet about percentiles of few, and about small moves', () => {
    expect(change({ value: 2e9, n: 20 }, { value: 1e9, n: 5000 }, 'ns')?.quiet).toBe(true)
    expect(change({ value: 1.01e9, n: 5000 }, { value: 1e9, n: 5000 }, 'ns')?.quiet).toBe(true)
    expect(change({ value: 1.2e9, n: 5000 }, { value: 1e9, n: 5000 }, 'ns')?.quiet).toBe(false)
  })
  it('calls equal numbers the same', () => {
    expect(change({ value: 5 }, { value: 5 }, '')?.direction).toBe('same')
  })
  it('believes a page that knows how far chance moves a number', () => {
    const before = { value: 1000, n: 900, deviation: 30 }
    expect(change({ value: 1070, n: 900, deviation: 30 }, before, 'ns')?.quiet).toBe(true)
    expect(change({ value: 1100, n: 900, deviation: 30 }, before, 'ns')?.quiet).toBe(false)
  })
  it('has no word for a change that is certain and tiny', () => {
    expect(change({ value: 1005, deviation: 0.1 }, { value: 1000, deviation: 0.1 }, '')?.quiet).toBe(true)
  })
})
