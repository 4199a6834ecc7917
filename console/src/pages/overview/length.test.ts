import { expect, it } from 'vitest'

import { sayLength } from './length'

const HOUR = 3_600_000

it('says how long a time is', () => {
  expect(sayLength(24 * HOUR, 'en')).toBe('24 hours')
  expect(sayLength(7 * 24 * HOUR, 'en')).toBe('7 days')
  expect(sayLength(7 * 24 * HOUR, 'zh')).toBe('7天')
  expect(sayLength(HOUR, 'en')).toBe('60 minutes')
  expect(sayLength(HOUR / 4, 'en')).toBe('15 minutes')
  expect(sayLength(90_500, 'en')).toBe('1 min 31 s')
})
