import { describe, expect, test } from 'vitest'

import { isNamed, keyOf, parseKey, whereIs } from './event-key'
import { keysOf, leavesOf, pathOf, valueAt } from './event-path'

describe('paths', () => {
  const event = { a: { b: 1, 'c.d': [1, 2] }, e: [], f: null }
  test('a dot within a key is escaped', () => {
    expect(keysOf(String.raw`a.c\.d`)).toEqual(['a', 'c.d'])
    expect(pathOf(['a', 'c.d'])).toBe(String.raw`a.c\.d`)
  })
  test('values', () => {
    expect(valueAt(event, ['a', 'b'])).toBe(1)
    expect(valueAt(event, ['a', 'b', 'x'])).toBeUndefined()
  })
  test('leaves', () => {
    expect(leavesOf(event)).toEqual([
      { path: 'a.b', value: 1 },
      { path: String.raw`a.c\.d`, value: [1, 2] },
      { path: 'f', value: null },
    ])
  })
})

describe('keys', () => {
  const view = { date: 1795401012768, view: { id: 'a3d1' } }
  test('time and id', () => expect(keyOf(view, 'view')).toBe('1795401012768.a3d1'))
  test('a key without a time names it too', () => {
    expect(isNamed(view, 'view', 'a3d1')).toBe(true)
    expect(isNamed(view, 'view', 'other')).toBe(false)
  })
  test('an event without an id is told apart by content', () => {
    const key = keyOf({ date: 1795401012768, message: 'x' }, 'log')
    expect(parseKey(key).id).toMatch(/^~/)
    expect(whereIs(key, 'log')).toEqual({ filter: '', from: 1795401012768, to: 1795401012769 })
  })
  test('where to look', () => {
    expect(whereIs('1795401012768.a3d1', 'view')).toEqual({ filter: 'view.id:"a3d1"', from: 1795401012768, to: 1795401012769 })
    expect(whereIs('a3d1', 'session')).toEqual({ filter: 'session.id:"a3d1"' })
  })
})
