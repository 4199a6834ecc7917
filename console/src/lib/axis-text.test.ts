/** Axes in one unit, with one number of decimals. */
import { expect, test } from 'vitest'

import { axisText } from './axis-text'

const along = (max: number, interval: number, unit: string) => {
  const text = axisText(max, interval, unit, 'en')
  return Array.from({ length: Math.round(max / interval) + 1 }, (_, index) => text(index * interval))
}

test('durations share their unit, zero too', () => {
  expect(along(20e9, 5e9, 'ns')).toEqual(['0 s', '5 s', '10 s', '15 s', '20 s'])
  expect(along(5e9, 2.5e9, 'ns')).toEqual(['0 s', '2.5 s', '5.0 s'])
  expect(along(1e9, 0.25e9, 'ns')).toEqual(['0 s', '0.25 s', '0.50 s', '0.75 s', '1.00 s'])
  expect(along(400e6, 200e6, 'ns')).toEqual(['0 ms', '200 ms', '400 ms'])
  expect(along(2000, 1000, 'ms')).toEqual(['0 s', '1 s', '2 s'])
})

test('long durations are said in minutes and hours', () => {
  expect(along(600e9, 300e9, 'ns')).toEqual(['0 min', '5 min', '10 min'])
  expect(along(7200e9, 3600e9, 'ns')).toEqual(['0 h', '1 h', '2 h'])
})

test('counts, sizes, shares and scores', () => {
  expect(along(600, 200, '')).toEqual(['0', '200', '400', '600'])
  expect(along(6000, 2000, '')).toEqual(['0', '2,000', '4,000', '6,000'])
  expect(along(1.5e6, 0.5e6, '')).toEqual(['0', '0.5 M', '1.0 M', '1.5 M'])
  expect(along(3e6, 1.5e6, 'bytes')).toEqual(['0 MB', '1.5 MB', '3.0 MB'])
  expect(along(0.1, 0.05, 'share')).toEqual(['0 %', '5 %', '10 %'])
  expect(along(0.4, 0.2, '')).toEqual(['0', '0.2', '0.4'])
})

test('what lies below zero keeps its sign', () => {
  expect(axisText(400e6, 200e6, 'ns', 'en')(-200e6)).toBe('-200 ms')
})
