import { expect, test } from 'vitest'

import { isPossible, readAnalysis } from './analysis'

test('an empty URL counts views over time', () => {
  expect(readAnalysis({})).toEqual({
    event: 'view', q: '', fn: 'count', field: undefined, by: [], limit: 10, first: 'highest', shape: 'line', every: undefined, compare: false,
  })
})

test('one group makes a top list, more make a table', () => {
  expect(readAnalysis({ by: ['view.name'] }).shape).toBe('toplist')
  expect(readAnalysis({ by: ['view.name', 'geo.country'] }).shape).toBe('table')
})

test('a shape that the question cannot have gives way', () => {
  expect(readAnalysis({ shape: 'pie' }).shape).toBe('line')
  expect(readAnalysis({ shape: 'pie', fn: 'p75', by: ['view.name'] }).shape).toBe('toplist')
  expect(readAnalysis({ shape: 'pie', fn: 'sum', field: 'resource.size', by: ['resource.type'] }).shape).toBe('pie')
  expect(isPossible('toplist', 'count', [])).toBe(false)
})

test('a function that needs a field starts with the one that is wanted most', () => {
  expect(readAnalysis({ fn: 'p75' }).field).toBe('view.largest_contentful_paint')
  expect(readAnalysis({ fn: 'p75', event: 'resource' }).field).toBe('resource.duration')
  expect(readAnalysis({ fn: 'cardinality' }).field).toBe('usr.id')
  expect(readAnalysis({ fn: 'avg', event: 'log' }).field).toBeUndefined()
  expect(readAnalysis({ fn: 'p75', field: 'context.cart.total' }).field).toBe('context.cart.total')
  expect(readAnalysis({ fn: 'count', field: 'usr.id' }).field).toBeUndefined()
})

test('a distribution is one of a measure, whatever was counted', () => {
  expect(readAnalysis({ shape: 'distribution' }).field).toBe('view.largest_contentful_paint')
  expect(readAnalysis({ shape: 'distribution', fn: 'cardinality', field: 'usr.id' }).field).toBe('view.largest_contentful_paint')
  expect(readAnalysis({ shape: 'distribution', fn: 'p75', field: 'view.first_byte' }).field).toBe('view.first_byte')
})

test('groups are few and each once, limits are the offered ones', () => {
  expect(readAnalysis({ by: ['a', 'a', '', 'b', 'c', 'd'] }).by).toEqual(['a', 'b', 'c'])
  expect(readAnalysis({ limit: 7 }).limit).toBe(10)
  expect(readAnalysis({ limit: 50 }).limit).toBe(50)
})

test('what does not add up names the most frequent groups', () => {
  expect(readAnalysis({ fn: 'p75' }).first).toBe('events')
  expect(readAnalysis({ fn: 'p75', first: 'lowest' }).first).toBe('lowest')
})
