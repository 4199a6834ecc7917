import { expect, test } from 'vitest'

import { DAY_MS, HOUR_MS, MINUTE_MS } from '~/lib/time-range'
import { boundPlaces } from './drawing-distribution'
import { placeOf } from './distribution'
import { choices, chooseWidth, widthText } from './intervals'
import { numberAxis } from './number-axis'
import { bucketText, isPart, localTime, tickIndexes, tickText } from './time-axis'

test('numbers have round steps in the units of people', () => {
  expect(numberAxis(0, 683, '')).toEqual({ min: 0, max: 800, interval: 200 })
  expect(numberAxis(0, 5.4e9, 'ns')).toEqual({ min: 0, max: 6e9, interval: 2e9 })
  expect(numberAxis(0, 200e9, 'ns')).toEqual({ min: 0, max: 240e9, interval: 60e9 })
  expect(numberAxis(0, 200_000, 'ms')).toEqual({ min: 0, max: 240_000, interval: 60_000 })
  expect(numberAxis(0, 0, '')).toEqual({ min: 0, max: 1, interval: 1 })
  expect(numberAxis(Infinity, 0, '')).toEqual({ min: 0, max: 1, interval: 1 })
})

test('what is counted has whole steps', () => {
  expect(numberAxis(0, 1, '', true, true)).toEqual({ min: 0, max: 1, interval: 1 })
  expect(numberAxis(0, 3, '', true, true)).toEqual({ min: 0, max: 3, interval: 1 })
  expect(numberAxis(0, 9, '', true, true)).toEqual({ min: 0, max: 10, interval: 5 })
  expect(numberAxis(0, 100, '', true, true)).toEqual({ min: 0, max: 100, interval: 25 })
  expect(numberAxis(0, 1, '').interval).toBe(0.25)
})

test('an axis leaves zero only when it may and zero is far', () => {
  expect(numberAxis(900, 1000, '', false).min).toBeGreaterThan(0)
  expect(numberAxis(100, 1000, '', false).min).toBe(0)
  expect(numberAxis(900, 1000, '').min).toBe(0)
})

test('widths suit the time', () => {
  const day = { from: 0, to: DAY_MS }
  expect(choices(day)).toEqual([5, 15, 30].map((m) => m * MINUTE_MS).concat([1, 3, 6, 12].map((h) => h * HOUR_MS)))
  expect(chooseWidth(HOUR_MS, day)).toBe(HOUR_MS)
  expect(chooseWidth(1000, day)).toBe(30 * MINUTE_MS)
  expect([MINUTE_MS, 6 * HOUR_MS, 7 * DAY_MS, 5000].map(widthText)).toEqual(['1 min', '6 h', '7 d', '5 s'])
})

const hours = (count: number, width: number, from = Date.UTC(2026, 10, 12)) => ({ starts: Array.from({ length: count }, (_, index) => from + index * width), width })

test('words stand where a round time begins in the reader\u2019s zone', () => {
  const buckets = hours(24, HOUR_MS)
  const ticks = tickIndexes(buckets, 'UTC')
  expect(ticks.size).toBeLessThanOrEqual(12)
  expect([...ticks].map((index) => tickText(buckets.starts[index]!, { locale: 'en', timeZone: 'UTC' })).slice(0, 2)).toEqual(['Nov 12', '02:00'])
  const shanghai = { locale: 'en' as const, timeZone: 'Asia/Shanghai' }
  expect(tickText(Date.UTC(2026, 10, 12, 16), shanghai)).toBe('Nov 13')
  expect(localTime(Date.UTC(2026, 10, 12, 16), 'Asia/Shanghai')).toBe(Date.UTC(2026, 10, 13))
})

test('a bucket says from when to when it is', () => {
  const clock = { locale: 'en' as const, timeZone: 'UTC' }
  expect(bucketText(hours(4, 6 * HOUR_MS), 1, clock).replace(/[\u2009\u202f]/g, ' ')).toBe('Thu, Nov 12, 06:00 – 12:00')
  expect(bucketText(hours(4, 6 * HOUR_MS), 3, clock)).toBe('Thu, Nov 12, 18:00 – 24:00')
  expect(bucketText(hours(2, DAY_MS), 1, clock)).toBe('Fri, Nov 13')
})

test('a bucket that the time does not cover is there in part', () => {
  const buckets = hours(3, 10, 0)
  expect([0, 1, 2].map((index) => isPart(buckets, index, { from: 5, to: 30 }))).toEqual([true, false, false])
  expect([0, 1, 2].map((index) => isPart(buckets, index, { from: 0, to: 25 }))).toEqual([false, false, true])
})

const buckets = [...Array.from({ length: 30 }, (_, index) => ({ from: 200 + index * 200, to: 400 + index * 200, count: 1 })), { from: 6200, to: null, count: 1 }]

test('bounds are round, and the last says that there is more', () => {
  expect(boundPlaces(buckets).map((place) => buckets[place]!.from)).toEqual([1000, 2000, 3000, 4000, 5000, 6200])
})

test('a percentile stands within its bucket', () => {
  expect(placeOf(250, buckets)).toBeCloseTo(0.25)
  expect(placeOf(400, buckets)).toBe(1)
  expect(placeOf(9000, buckets)).toBe(30.5)
  expect(placeOf(100, buckets)).toBeUndefined()
})
