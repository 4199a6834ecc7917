import { describe, expect, test } from 'vitest'

import { cellOf } from './cell'
import { columnsOf, DEFAULT_COLUMNS, growing, labelOf, moveColumn, widthOf, writeColumns, type Field } from './columns'

describe('columns', () => {
  test('the default needs no word in the URL', () => {
    expect(columnsOf('view', undefined)).toEqual(DEFAULT_COLUMNS.view)
    expect(writeColumns('view', [...DEFAULT_COLUMNS.view])).toBeUndefined()
    expect(writeColumns('view', ['date', 'view.name'])).toEqual(['date', 'view.name'])
  })
  test('the date is always first', () => {
    expect(columnsOf('log', ['message', 'date', 'message'])).toEqual(['date', 'message'])
    expect(moveColumn(['date', 'a', 'b'], 'b', 0)).toEqual(['date', 'b', 'a'])
    expect(moveColumn(['date', 'a', 'b'], 'a', 9)).toEqual(['date', 'b', 'a'])
  })
  test('labels', () => {
    expect(labelOf('view.largest_contentful_paint', 'view')).toBe('LCP')
    expect(labelOf('view.name', 'view')).toBe('name')
    expect(labelOf('view.name', 'error')).toBe('view.name')
  })
  test('a heading is never cut', () => expect(widthOf('device.type', undefined, 'device.type')).toBeGreaterThan(widthOf('device.type', undefined)))
  test('one column grows', () => expect(growing(DEFAULT_COLUMNS.error)).toBe('error.message'))
})

describe('cells', () => {
  const format = { stamp: (ms: number) => `t${ms}`, quantity: (value: number, unit: string) => `${value} ${unit}` }
  const field = (part: Partial<Field>): Field => ({ field: '', type: 'integer', unit: '', events: [], role: 'measure', origin: 'sent', doc: '', ...part })
  const cell = (path: string, info: Partial<Field> | undefined, value: Parameters<typeof cellOf>[2]) =>
    cellOf(path, info && field(info), value, format)

  test('no value', () => {
    expect(cell('a', undefined, undefined)).toEqual({ text: '—' })
    expect(cell('a', undefined, '')).toEqual({ text: '—' })
    expect(cell('a', undefined, [])).toEqual({ text: '—' })
  })
  test('by unit', () => {
    expect(cell('date', { unit: 'epoch_ms' }, 7).text).toBe('t7')
    expect(cell('resource.duration', { unit: 'ns' }, 7).text).toBe('7 ns')
    expect(cell('x.y', undefined, 7).text).toBe('7 ')
  })
  test('a status is no amount', () => expect(cell('resource.status_code', { role: 'facet' }, 1006)).toEqual({ text: '1006', rating: 'poor' }))
  test('judged', () => {
    expect(cell('view.largest_contentful_paint', { unit: 'ns' }, 3e9).rating).toBe('needs_improvement')
    expect(cell('resource.status_code', { role: 'facet' }, 404).rating).toBe('needs_improvement')
    expect(cell('resource.status_code', { role: 'facet' }, 200).rating).toBeUndefined()
    expect(cell('view.error.count', { unit: 'count' }, 0).rating).toBeUndefined()
    expect(cell('status', {}, 'error').rating).toBe('poor')
  })
  test('texts in one line', () => {
    expect(cell('m', {}, 'a\n b').text).toBe('a b')
    expect(cell('m', {}, ['a', 1]).text).toBe('a, 1')
    expect(cell('m', undefined, { a: 1 }).text).toBe('{"a":1}')
  })
})
