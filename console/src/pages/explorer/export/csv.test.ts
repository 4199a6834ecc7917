import { expect, test } from 'vitest'

import type { EventJson } from '~/api/queries'
import { csvHeader, csvRows } from './csv'

test('exact values, times as ISO 8601, nothing for none', () => {
  const events: EventJson[] = [{ date: 1795401012768, view: { name: '/a,b', loading_time: 1655400000 }, bot: false }, { date: 1795401012000 }]
  expect(csvHeader(['date', 'view.name'])).toBe('date,view.name')
  expect(csvRows(events, ['date', 'view.name', 'view.loading_time', 'bot'])).toBe(
    '2026-11-23T02:30:12.768Z,"/a,b",1655400000,false\n2026-11-23T02:30:12.000Z,,,',
  )
})

test('a text is never a formula', () => {
  const events = ['=1+1', '+1', '-1', '@a', '\ta', 'a=b'].map((name) => ({ name }))
  expect(csvRows(events, ['name']).split('\n')).toEqual(["'=1+1", "'+1", "'-1", "'@a", "'\ta", 'a=b'])
  expect(csvRows([{ n: -1 }], ['n'])).toBe('-1')
})

test('lists and objects', () => {
  expect(csvRows([{ a: ['x', 1], b: { c: 'd' } }], ['a', 'b'])).toBe('"x, 1","{""c"":""d""}"')
})
