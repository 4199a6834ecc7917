import { expect, test } from 'vitest'

import { suggestFields, suggestHistory, suggestValues } from './suggest'

const field = (path: string, role = 'facet') => ({ field: path, role, type: 'string', unit: '', events: [], origin: 'sent', doc: '' })
const fields = [field('_dd.view.x'), field('view.loading_time', 'measure'), field('view.name'), field('error.stack', 'detail'), field('preview.id')]
const inserted = (typed: string, attributes: string[] = []) => suggestFields(fields, attributes, typed).map(({ insert }) => insert)

test('the start of a path, then of a key, then anywhere', () => {
  expect(inserted('view')).toEqual(['view.name:', 'view.loading_time:', '_dd.view.x:', 'preview.id:'])
})
test('details only when asked for', () => {
  expect(inserted('')).not.toContain('error.stack:')
  expect(inserted('stack')).toEqual(['error.stack:'])
})
test('attributes that were seen', () => expect(inserted('cart', ['context.cart.total'])).toEqual(['context.cart.total:']))
test('values are written so that they are read as values', () => {
  expect(suggestValues([{ value: 'Mobile Safari', count: 2 }, { value: null, count: 1 }, { value: true, count: 1 }]).map(({ insert }) => insert)).toEqual(['"Mobile Safari"', 'true'])
})
test('earlier searches', () => {
  expect(suggestHistory(['a:b', 'c'], 'A')).toEqual([{ kind: 'history', insert: 'a:b' }])
  expect(suggestHistory(['a:b'], 'a:b')).toEqual([])
})
