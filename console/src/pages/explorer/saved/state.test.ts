import { expect, test } from 'vitest'

import { isSame, keptOf } from './state'

test('what is open just now is not kept', () => {
  expect(keptOf({ event: 'view', q: 'a', panel: 'x', live: true, cols: undefined })).toEqual({ event: 'view', q: 'a' })
})

test('the same question, in any order', () => {
  expect(isSame({ event: 'view', q: 'a', panel: 'x' }, { q: 'a', event: 'view' })).toBe(true)
  expect(isSame({ event: 'view', cols: ['date', 'a'] }, { event: 'view', cols: ['a', 'date'] })).toBe(false)
})
