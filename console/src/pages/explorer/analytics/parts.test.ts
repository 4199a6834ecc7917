import { expect, test } from 'vitest'

import { OTHER } from '~/api/ask'
import { toCsv } from './csv'
import { fileName } from './download'
import { choices, find, isPath, pathsOf, withListed } from './field-choice'
import { releasesOf } from './releases'
import { assign } from './series-colors'

test('CSV has the API\u2019s names and exact numbers, and no formula', () => {
  const columns = [{ name: 'view.name', type: 'string', unit: '' }, { name: 'time', type: 'time', unit: 'epoch_ms' }, { name: '=value', type: 'number', unit: 'ns' }, { name: '=n', type: 'integer', unit: 'count' }]
  const rows = [['=1+1, "x"', 0, 1234567.5, 3], [null, 1000, null, 0]]
  expect(toCsv({ columns, rows }, 'p75')).toBe('view.name,time,p75_ns,n\n"\'=1+1, ""x""",1970-01-01T00:00:00.000Z,1234567.5,3\n,1970-01-01T00:00:01.000Z,,0')
})

test('CSV tells all others from a value of that name', () => {
  const columns = [{ name: 'a', type: 'string', unit: '' }, { name: '=value', type: 'integer', unit: '' }]
  expect(toCsv({ columns, rows: [['other', 2], [OTHER, 1]] }, 'count')).toBe('a,count\nother,2\n(others),1')
})

test('a file is called as its title', () => {
  expect(fileName('p75 of view.first_byte by view.name', 'png')).toBe('p75-of-view.first_byte-by-view.name.png')
  expect(fileName('///', 'csv')).toBe('solera.csv')
})

const field = (name: string, role: string, type = 'string', doc = '') => ({ field: name, role, type, unit: '', events: ['view'], origin: 'sent', doc })
const known = [field('view.name', 'facet'), field('view.url', 'detail'), field('view.first_byte', 'measure', 'integer', 'How long until the server answered.'), field('z.flag', 'facet', 'boolean'), field('a.unused', 'facet')]
const seen = pathsOf([{ z: { flag: true }, context: { cart: { total: 5, ids: [1] } }, _dd: { v: 1 }, usr: { plan: 'x' } }])

test('attributes are the paths of events that no field has', () => {
  expect([...seen]).toEqual([['z.flag', 'text'], ['context.cart.total', 'number'], ['usr.plan', 'text']])
  const fields = (purpose: 'measure' | 'group') => choices(known, 'view', purpose, seen).map((choice) => `${choice.section} ${choice.field}`)
  expect(fields('measure')).toEqual(['often view.first_byte', 'attributes context.cart.total'])
  expect(fields('group')).toEqual(['often view.name', 'seen z.flag', 'attributes context.cart.total', 'attributes usr.plan', 'other a.unused', 'other view.url'])
})

test('fields are found by name and by meaning, names first', () => {
  const all = choices(known, 'view', 'unique', seen)
  expect(find(all, 'name')[0]!.field).toBe('view.name')
  expect(find(all, 'server answered').map((choice) => choice.field)).toEqual(['view.first_byte'])
  expect(find(all, 'nothing like it')).toEqual([])
})

test('a path is typed without spaces', () => {
  expect(['context.cart.total', '@user_id', '属性.值', 'a b', 'a..b', '', 'x:y'].map(isPath)).toEqual([true, true, true, false, false, false, false])
})

test('a value keeps its colour, a new one gets one that is free', () => {
  const memory = new Map<string, number>()
  expect([...assign(memory, ['a', 'b', 'c']).values()]).toEqual([0, 1, 2])
  expect([...assign(memory, ['c', 'd', 'b'])]).toEqual([['c', 2], ['d', 0], ['b', 1]])
  expect(assign(memory, ['a']).get('a')).toBe(0)
})

test('a release is a version that was not there before', () => {
  const columns = [{ name: 'version', type: 'string', unit: '' }, { name: '=n', type: 'integer', unit: '' }, { name: '=first', type: 'time', unit: '' }]
  const rows = [['1.0', 9, 5], ['1.1', 9, 15], ['1.2', 9, 25], [OTHER, 2, 30], [null, 1, 12]]
  const answer = { columns, rows, scanned_rows: 0, elapsed_ms: 0, truncated: false }
  expect(releasesOf(answer, { from: 20, to: 40 })).toEqual([{ version: '1.2', at: 25 }])
  expect(releasesOf(answer, { from: 0, to: 40 }).map(({ version }) => version)).toEqual(['1.2', '1.1'])
})

test('attributes that the server met join those of the events at hand', () => {
  const listed = [
    { field: 'context.cart.total', types: ['null', 'number'], count: 9 },
    { field: 'context.plan', types: ['number', 'string'], count: 5 },
    { field: 'context.tags', types: ['list'], count: 4 },
    { field: '_dd.drift', types: ['number'], count: 1 },
  ]
  const found = withListed(new Map([['view.name', 'text']]), listed)
  expect([...found]).toEqual([['view.name', 'text'], ['context.cart.total', 'number'], ['context.plan', 'text']])
})
