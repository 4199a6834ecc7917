import { expect, test } from 'vitest'

import { MINUTE_MS } from '~/lib/time-range'
import { health } from './health'

const NOW = 100 * MINUTE_MS + 20_000
const accepted = (minute: number, count: number) => ({ time: minute * MINUTE_MS, outcome: 'accepted', reason: '', kind: 'view', count, bytes: 0 })

test('events a minute are of whole minutes, without the one that runs', () => {
  const series = [accepted(94, 500), accepted(95, 10), accepted(96, 20), accepted(97, 30), accepted(98, 40), accepted(99, 50), accepted(100, 7)]
  expect(health({ outcomes: [], series }, NOW).perMinute).toBe(30)
})

test('what was dropped makes no event, and what was sent twice is not lost', () => {
  const series = [accepted(99, 5), { time: 99 * MINUTE_MS, outcome: 'dropped', reason: 'no_date', kind: '', count: 3, bytes: 0 }]
  const outcomes = [
    { outcome: 'dropped', reason: 'no_date', kind: '', count: 3, bytes: 0 },
    { outcome: 'dropped', reason: 'duplicate', kind: 'view', count: 9, bytes: 0 },
  ]
  expect(health({ outcomes, series }, NOW)).toEqual({ minutes: [5], perMinute: 1, lost: 3 })
})
