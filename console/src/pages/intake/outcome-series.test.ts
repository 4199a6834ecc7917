import { expect, test } from 'vitest'

import { acceptedByKind, lostByReason, step } from './outcome-series'

const point = (time: number, outcome: string, reason: string, count: number, kind = '') => ({ time, outcome, reason, count, kind, bytes: 0 })

test('kinds of one time stand on each other, the largest first', () => {
  const found = acceptedByKind([point(2, 'accepted', '', 1, 'error'), point(1, 'accepted', '', 5, 'view'), point(2, 'accepted', '', 3, 'view'), point(1, 'dropped', 'no_date', 9)])
  expect(found).toEqual({
    times: [1, 2],
    sum: 9,
    series: [
      { name: 'view', counts: [5, 3], sum: 8 },
      { name: 'error', counts: [0, 1], sum: 1 },
    ],
  })
})

test('what was sent twice is no loss, and a reason that never came is no series', () => {
  const found = lostByReason([point(1, 'dropped', 'duplicate', 4), point(1, 'dropped', 'no_date', 0), point(1, 'dropped', 'too_old', 2)])
  expect(found.series).toEqual([{ name: 'too_old', counts: [2], sum: 2 }])
})

test('no bucket is narrower than what is written down', () => {
  expect(step({ from: 0, to: 15 * 60_000 })).toBe(60_000)
  expect(step({ from: 0, to: 24 * 3_600_000 })).toBe(1_800_000)
})
