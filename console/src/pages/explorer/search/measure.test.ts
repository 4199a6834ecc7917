import { expect, test } from 'vitest'

import { readEnd, readMeasure, writeMeasure } from './measure'

test.each([
  [1_500_000_000, 'ns', '1.5s'],
  [250_000_000, 'ns', '250ms'],
  [1_443_100_000, 'ns', '1443.1ms'],
  [90_000_000_000, 'ns', '1.5min'],
  [123_456_789, 'ns', '123456.789us'],
  [0, 'ns', '0'],
  [12_400, 'bytes', '12.4kB'],
  [512, 'bytes', '512'],
  [0.1, '', '0.1'],
  [404, '', '404'],
  [2000, 'ms', '2s'],
])('%d %s is written %s', (value, unit, text) => {
  expect(writeMeasure(value, unit)).toBe(text)
  expect(readEnd(text, unit)).toBeCloseTo(value, 6)
})

test.each([
  ['250', 'ns', 250e6],
  ['1.5 s', 'ns', 1.5e9],
  ['2 MIN', 'ns', 120e9],
  ['3 µs', 'ns', 3000],
  ['12 kb', 'bytes', 12_000],
  ['0.25', '', 0.25],
  ['-3', 'count', -3],
  ['abc', 'ns', undefined],
  ['3 kg', 'ns', undefined],
])('%s of %s', (text, unit, value) => expect(readMeasure(text, unit)).toBe(value))
