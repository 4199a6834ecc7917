import { expect, test } from 'vitest'

import { placeOf } from './walk-keys'

test('keys lead a row, a page, or to an end', () => {
  const list = { current: 5, count: 20, page: 8 }
  const places = ['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End', 'a'].map((key) => placeOf(key, list))
  expect(places).toEqual([6, 4, 13, 0, 0, 19, undefined])
})

test('no key leads past an end', () => {
  expect(placeOf('ArrowDown', { current: 19, count: 20, page: 8 })).toBe(19)
  expect(placeOf('PageDown', { current: 15, count: 20, page: 8 })).toBe(19)
  expect(placeOf('ArrowUp', { current: 0, count: 20, page: 8 })).toBe(0)
})

test('the first step goes to where the walk begins', () => {
  expect(placeOf('ArrowDown', { current: -1, count: 20, page: 8, first: 7 })).toBe(7)
  expect(placeOf('ArrowDown', { current: -1, count: 20, page: 8 })).toBe(0)
})
