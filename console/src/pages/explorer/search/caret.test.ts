import { describe, expect, test } from 'vitest'

import { atCaret, complete } from './caret'

/** The caret stands at `|`. */
function at(marked: string) {
  const caret = marked.indexOf('|')
  return atCaret(marked.replace('|', ''), caret)
}

describe('what stands at the caret', () => {
  test.each([
    ['|', { kind: 'field', typed: '', from: 0, to: 0 }],
    ['vie|w.name x', { kind: 'field', typed: 'vie', from: 0, to: 9 }],
    ['-vie|', { kind: 'field', typed: 'vie', from: 1, to: 4 }],
    ['a:b re|', { kind: 'field', typed: 're', from: 4, to: 6 }],
    ['a:b|', { kind: 'value', field: 'a', typed: 'b', sign: '', from: 2, to: 3 }],
    ['-@a.b:|', { kind: 'value', field: 'a.b', typed: '', sign: '', from: 6, to: 6 }],
    ['a:(x OR y|)', { kind: 'value', field: 'a', typed: 'y', sign: '', from: 8, to: 9 }],
    ['a:"x y|z" b', { kind: 'value', field: 'a', typed: 'x y', sign: '', from: 2, to: 8 }],
    ['a:>=1|', { kind: 'value', field: 'a', typed: '1', sign: '>=', from: 4, to: 5 }],
    ['(a:b OR c|)', { kind: 'field', typed: 'c', from: 8, to: 9 }],
    ['a:"x" |', { kind: 'field', typed: '', from: 6, to: 6 }],
  ])('%s', (marked, wanted) => expect(at(marked)).toEqual(wanted))
})

describe('completing', () => {
  test('a field leaves the caret behind its colon', () => {
    expect(complete('vi', { from: 0, to: 2 }, 'view.name:')).toEqual({ text: 'view.name:', caret: 10 })
    expect(complete('vi:x', { from: 0, to: 2 }, 'view.name:')).toEqual({ text: 'view.name:x', caret: 10 })
  })
  test('a value is followed by a space', () => {
    expect(complete('a:b', { from: 2, to: 3 }, 'bar')).toEqual({ text: 'a:bar ', caret: 6 })
    expect(complete('a:b c', { from: 2, to: 3 }, 'bar')).toEqual({ text: 'a:bar c', caret: 6 })
  })
})
