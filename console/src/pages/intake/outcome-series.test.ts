import { expect, test } from 'vitest'

import { acceptedByKind, buckets, lostByReason, step } from './outcome-series'

const MINUTE = 60_000
const RANGE = { from: 0, to: 3 * MINUTE }
const point = (minute: number, outcome: string, reason: string, count: number, kind = 'view') => ({ time: minute * MINUTE, outcome, reason, kind, count, bytes: 0 })

test('kinds of one time stand on each other, the largest first, and a minute without any is 0', () => {
  const points = [point(2, 'accepted', '', 1, 'error'), point(0, 'accepted', '', 5), point(2, 'accepted', '', 3), point(1, 'dropped', 'no_date', 9)]
  expect(acceptedByKind(points, RANGE)).toEqual({
    times: [0, MINUTE, 2 * MINUTE],
    sum: 9,
    series: [
      { name: 'view', counts: [5, 0, 3], sum: 8 },
      { name: 'error', counts: [0, 0, 1], sum: 1 },
    ],
  })
})

test('what was sent twice is no loss', () => {
  const found = lostByReason([point(1, 'dropped', 'duplicate', 4), point(1, 'dropped', 'too_old', 2)], RANGE)
  expect(found.series).toEqual([{ name: 'too_old', counts: [0, 2, 0], sum: 2 }])
})

test('no bucket is narrower than what is written down', () => {
  expect(step({ from: 0, to: 15 * 60_000 })).toBe(60_000)
  expect(step({ from: 0, to: 24 * 3_600_000 })).toBe(1_800_000)
})

test('buckets begin where the server begins them', () => {
  expect(buckets({ from: 70_000, to: 190_000 }, MINUTE)).toEqual([60_000, 120_000, 180_000])
})

test('buckets are as wide as the server says', () => {
  const range = { from: 0, to: 4 * MINUTE }
  expect(acceptedByKind([point(2, 'accepted', '', 4)], range, 2 * MINUTE)).toMatchObject({ times: [0, 2 * MINUTE], series: [{ counts: [0, 4] }] })
})
