import { describe, expect, it } from 'vitest'

import { bars, countTicks, leftOf, timeScale, timeTicks } from './stacked-bars'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const size = { width: 1000, height: 200, left: leftOf(['100']) }

describe('stacked bars', () => {
  const stack = { times: [0, 10, 20], step: 10, series: [{ counts: [3, 0, 1] }, { counts: [1, 0, 0] }] }
  const found = bars(stack, { from: 0, to: 25 }, size)

  it('stand on each other, and nothing has no bar', () => {
    expect(found.map(({ series, at }) => [series, at])).toEqual([[0, 0], [1, 0], [0, 2]])
    const [lower, upper] = found
    expect(upper!.y + upper!.height).toBeCloseTo(lower!.y)
  })
  it('stay within the plot', () => {
    for (const { x, y, width, height } of found) {
      expect(x).toBeGreaterThanOrEqual(size.left)
      expect(x + width).toBeLessThanOrEqual(size.width)
      expect(y + height).toBeLessThanOrEqual(size.height)
    }
  })
  it('are marked where the time covers them only in part', () => {
    expect(found.map(({ part }) => part)).toEqual([false, false, true])
  })
})

describe('the axes', () => {
  it('count in round steps', () => {
    expect(countTicks(104)).toEqual([0, 50, 100, 150])
    expect(countTicks(2)).toEqual([0, 1, 2])
    expect(countTicks(0)).toEqual([0, 1])
  })
  it('know which moment a pixel is', () => {
    const scale = timeScale({ from: 1000, to: 2000 }, size)
    expect(scale.ms(scale.x(1500))).toBeCloseTo(1500)
    expect(scale.ms(-50)).toBe(1000)
  })
  it('name midnights of the reader, also over a change of the clock', () => {
    const from = Date.UTC(2026, 9, 22, 5)
    const ticks = timeTicks({ from, to: from + 7 * DAY }, size, 'Europe/Berlin')
    expect(ticks.length).toBe(7)
    // Berlin leaves summer time on the 25th.
    expect(ticks.map((ms) => new Date(ms).getUTCHours())).toEqual([22, 22, 22, 23, 23, 23, 23])
  })
  it('name hours of a day', () => {
    expect(timeTicks({ from: 5 * DAY + HOUR, to: 6 * DAY }, { width: 400, height: 100, left: 48 }, 'UTC')).toEqual([5.25 * DAY, 5.5 * DAY, 5.75 * DAY])
  })
})
