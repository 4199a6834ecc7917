import { describe, expect, test } from 'vitest'

import { split } from './search-parts'
import { readTerm } from './search-term'
import { between, choiceOf, choose, fieldsOf, onlyThis, toggle, without, withoutField, withTerm } from './search-terms'

const texts = (text: string) => split(text)?.parts.map((part) => part.text)

describe('outermost parts', () => {
  test.each([
    ['', []],
    ['checkout failed', ['checkout', 'failed']],
    ['"out of memory" a:b', ['"out of memory"', 'a:b']],
    ['a:"x y" -b:(c OR d) e:[1 TO 2]', ['a:"x y"', '-b:(c OR d)', 'e:[1 TO 2]']],
    ['a:b AND NOT c:d', ['a:b', 'NOT c:d']],
    ['(a:b OR c:d) e:>=1.5s', ['(a:b OR c:d)', 'e:>=1.5s']],
    [String.raw`a\ b c\:d`, [String.raw`a\ b`, String.raw`c\:d`]],
    ['a"b"', ['a', '"b"']],
    ['a(b)', ['a', '(b)']],
    ['a:"x)" b', ['a:"x)"', 'b']],
    ['a:{1 TO *} "q \\" r"', ['a:{1 TO *}', '"q \\" r"']],
  ])('%s', (text, wanted) => expect(texts(text)).toEqual(wanted))

  test('an OR outside is told', () => expect(split('a:b OR c:d')?.or).toBe(true))
  test.each(['"open', '(a', 'a:[1 TO', 'a:"x', ')'])('%s cannot be cut', (text) => expect(split(text)).toBeUndefined())
})

describe('one term', () => {
  test.each([
    ['a.b:c', { field: 'a.b', not: false, values: ['c'] }],
    ['@a.b:c', { field: 'a.b', not: false, values: ['c'] }],
    ['-a:"x y"', { field: 'a', not: true, values: ['x y'] }],
    ['NOT a:b', { field: 'a', not: true, values: ['b'] }],
    ['a:(x OR "y z")', { field: 'a', not: false, values: ['x', 'y z'] }],
    ['a:*', { field: 'a', not: true, values: [null] }],
    ['-a:*', { field: 'a', not: false, values: [null] }],
    ['(a:b OR -a:*)', { field: 'a', not: false, values: ['b', null] }],
    ['a:[1s TO 2s]', { field: 'a', not: false, bounds: { min: '1s', max: '2s' } }],
    ['a:[* TO 2s]', { field: 'a', not: false, bounds: { min: undefined, max: '2s' } }],
    ['a:>=1.5s', { field: 'a', not: false, bounds: { min: '1.5s' } }],
    ['a:/cart*', { field: 'a', not: false, pattern: '/cart*' }],
    [String.raw`a:x\*`, { field: 'a', not: false, values: ['x*'] }],
    [String.raw`a:\-1`, { field: 'a', not: false, values: ['-1'] }],
  ])('%s', (text, wanted) => expect(readTerm(text)).toEqual(wanted))

  test.each(['word', '"a phrase"', 'a:(x AND y)', 'a:(x y)', '(a:b OR c:d)', '(a:b OR -a:c)'])('%s is of no one field', (text) =>
    expect(readTerm(text)).toBeUndefined(),
  )
})

describe('clicks', () => {
  test('a value is added and taken away again', () => {
    const one = toggle('checkout', 'browser.name', 'Chrome')
    expect(one).toBe('checkout browser.name:Chrome')
    const two = toggle(one, 'browser.name', 'Mobile Safari')
    expect(two).toBe('checkout browser.name:(Chrome OR "Mobile Safari")')
    expect(toggle(toggle(two, 'browser.name', 'Chrome'), 'browser.name', 'Mobile Safari')).toBe('checkout')
  })
  test('a value that was left out is no longer', () => {
    expect(toggle('-a:b c', 'a', 'b')).toBe('c')
  })
  test('leaving out', () => {
    expect(without('a:(x OR y)', 'a', 'x')).toBe('a:y -a:x')
    expect(without('z -a:x', 'a', 'y')).toBe('z -a:(x OR y)')
    expect(without('-a:x', 'a', 'x')).toBe('-a:x')
  })
  test('only this', () => {
    expect(onlyThis('a:(x OR y) b:c -a:z', 'a', 'q')).toBe('a:q b:c')
  })
  test('the absent value', () => {
    expect(toggle('', 'a', null)).toBe('-a:*')
    expect(toggle('-a:*', 'a', 'x')).toBe('(-a:* OR a:x)'.replace('-a:* OR a:x', 'a:x OR -a:*'))
    expect(without('', 'a', null)).toBe('a:*')
    expect(choiceOf('(a:x OR -a:*)', 'a')).toEqual({ only: ['x', null], not: [] })
  })
  test('an OR outside stays one condition', () => {
    expect(toggle('a:b OR c:d', 'a', 'x')).toBe('(a:b OR c:d) a:x')
    expect(choiceOf('a:b OR c:d', 'a')).toEqual({ only: [], not: [] })
  })
  test('ranges', () => {
    expect(between('q', 'a', { min: '1s', max: '2s' })).toBe('q a:[1s TO 2s]')
    expect(between('q a:[1s TO 2s] r', 'a', { min: '3s' })).toBe('q a:>=3s r')
    expect(between('a:>1s', 'a', {})).toBe('')
    expect(choiceOf('a:>=1s a:<2s', 'a').bounds).toEqual({ min: '1s', max: '2s' })
  })
  test('ranges and values do not disturb each other', () => {
    expect(choose('a:>=400 b', 'a', { only: ['404'], not: [] })).toBe('a:>=400 b a:404')
  })
  test('taking away tidies what joined', () => {
    expect(withoutField('x AND a:b AND y', 'a')).toBe('x y')
  })
  test('a text that cannot be read is kept', () => {
    expect(toggle('"open', 'a', 'b')).toBe('"open a:b')
  })
  test('a term once', () => expect(withTerm('a:b c', 'c')).toBe('a:b c'))
  test('fields', () => expect(fieldsOf('a:b -c.d:>1 word (e:f OR -e:*)')).toEqual(['a', 'c.d', 'e']))
})
