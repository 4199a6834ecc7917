import { expect, test } from 'vitest'

import type { EventJson } from '~/api/queries'
import { before, countNew, merge } from './merge'

const view = (id: string, date: number, spent = 0): EventJson => ({ date, view: { id, time_spent: spent } })
const ids = (events: EventJson[]) => events.map((event) => (event.view as { id: string }).id)

test('each once, the newest first, in its latest version', () => {
  const merged = merge([view('a', 1_000_000_000_001), view('b', 1_000_000_000_000)], [view('c', 1_000_000_000_002), view('b', 1_000_000_000_000, 9)], 'view')
  expect(ids(merged)).toEqual(['c', 'a', 'b'])
  expect(merged[2]).toEqual(view('b', 1_000_000_000_000, 9))
})

test('nothing new is the very same', () => {
  const known = [view('a', 1e12)]
  expect(merge(known, [view('a', 1e12)], 'view')).toBe(known)
  const newer = merge(known, [view('a', 1e12), view('b', 2e12)], 'view')
  expect(newer[1]).toBe(known[0])
})

test('a late event stands where its time is', () => {
  const pages = [view('p', 1_000_000_000_005), view('q', 1_000_000_000_001)]
  expect(ids(before([view('new', 1_000_000_000_009), view('late', 1_000_000_000_003)], pages, 'view'))).toEqual(['new', 'p', 'late', 'q'])
  expect(ids(before([], pages, 'view'))).toEqual(['p', 'q'])
})

test('how many are new', () => expect(countNew([view('a', 1e12), view('b', 1e12)], [view('a', 1e12)], 'view')).toBe(1))
