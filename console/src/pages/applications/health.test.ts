import { expect, test } from 'vitest'

import { MINUTE_MS } from '~/lib/time-range'
import { lostLastHour, perMinute, stateOf } from './health'

const HEALTH = { events_last_minute: 0, last_received_ms: null, visible: null, received_last_hour: [], dropped_last_hour: [] }

test('a minute in which nothing came is 0, and what was dropped is no event', () => {
  const point = (minute: number, outcome: string, count: number) => ({ time: minute * MINUTE_MS, outcome, reason: '', kind: 'view', count, bytes: 0 })
  const points = [point(1, 'accepted', 2), point(1, 'accepted', 3), point(3, 'dropped', 9)]
  expect(perMinute(points, { from: MINUTE_MS, to: 4 * MINUTE_MS })).toEqual([5, 0, 0])
})

test('what was sent twice is not lost', () => {
  const dropped = [{ reason: 'no_date', count: 3 }, { reason: 'duplicate', count: 9 }]
  expect(lostLastHour({ ...HEALTH, dropped_last_hour: dropped })).toBe(3)
})

test('receiving, quiet, or waiting for a first event', () => {
  expect(stateOf({ ...HEALTH, events_last_minute: 4, last_received_ms: 5 })).toBe('receiving')
  expect(stateOf({ ...HEALTH, last_received_ms: 5 })).toBe('quiet')
  expect(stateOf(HEALTH)).toBe('waiting')
})
