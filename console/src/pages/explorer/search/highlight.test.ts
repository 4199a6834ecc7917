import { describe, expect, test } from 'vitest'

import { highlight } from './highlight'

const shown = (text: string, wrong?: number) =>
  highlight(text, wrong).map((piece) => `${piece.wrong ? '!' : ''}${piece.kind[0]}:${piece.text}`)

describe('highlight', () => {
  test('nothing is lost', () => {
    for (const text of ['a:b OR (c d)', 'a:"x \\" y" -b:*', '"open', 'https://a.example', 'é:ü 日本:語'])
      expect(highlight(text).map((piece) => piece.text).join('')).toBe(text)
  })
  test('fields and keywords', () => expect(shown('a.b:c OR -d:1')).toEqual(['f:a.b:', 't:c', 't: ', 'k:OR', 't: ', 'f:-d:', 't:1']))
  test('the place that is wrong', () => {
    expect(shown('a:3q', 2)).toEqual(['f:a:', '!t:3q'])
    expect(shown('a:', 2)).toEqual(['f:a:', '!t:\u00a0'])
  })
  test('characters are counted, not units', () => expect(shown('😀 )', 2)).toEqual(['t:😀', 't: ', '!t:)']))
})
