/** Search texts as the server reads them: quoting, escaping, joining. */
import { describe, expect, it } from 'vitest'

import { and, exclude, idTerms, literal, path, term } from './search-text'

describe('literal', () => {
  it('leaves plain words as they are', () => {
    for (const text of ['Chrome', '/cart', '2.4.1', '支付', 'a@example.com', 'a|b', 'or', 'x=1']) expect(literal(text)).toBe(text)
  })
  it('quotes what has a meaning', () => {
    for (const text of ['', 'two words', 'a:b', '/cart/?', 'a*', '-1', '>3', '(x)', '[1 TO 2]', '{a}', 'a,b', 'a\tb', 'a\nb']) {
      expect(literal(text)).toBe(`"${text}"`)
    }
  })
  it('quotes what would be a keyword', () => {
    for (const text of ['AND', 'OR', 'NOT', 'TO']) expect(literal(text)).toBe(`"${text}"`)
  })
  it('escapes quotes and backslashes within quotes', () => {
    expect(literal('say "hi"')).toBe('"say \\"hi\\""')
    expect(literal('C:\\temp')).toBe('"C:\\\\temp"')
    expect(literal('\\')).toBe('"\\\\"')
  })
})

describe('path', () => {
  it('leaves fields as the API spells them', () => {
    expect(path('view.largest_contentful_paint')).toBe('view.largest_contentful_paint')
    expect(path('context.user-id')).toBe('context.user-id')
  })
  it('escapes what would end it, or mean something at its beginning', () => {
    expect(path('context.my key')).toBe('context.my\\ key')
    expect(path('context.a:b(c)')).toBe('context.a\\:b\\(c\\)')
    expect(path('-x')).toBe('\\-x')
    expect(path('@x')).toBe('\\@x')
  })
  it('keeps the escape of a dot within a key', () => {
    expect(path('context.v1\\.2.size')).toBe('context.v1\\.2.size')
  })
})

describe('term and exclude', () => {
  it('ask for a value, or leave it out', () => {
    expect(term('view.name', '/cart')).toBe('view.name:/cart')
    expect(exclude('view.name', '/a b')).toBe('-view.name:"/a b"')
    expect(term('resource.status_code', 500)).toBe('resource.status_code:500')
    expect(term('bot', false)).toBe('bot:false')
    expect(term('context.balance', -5)).toBe('context.balance:"-5"')
  })
  it('know that no value is the absence of the field', () => {
    expect(term('usr.id', null)).toBe('-usr.id:*')
    expect(exclude('usr.id', null)).toBe('usr.id:*')
  })
  it('tell an empty text from none', () => {
    expect(term('usr.id', '')).toBe('usr.id:""')
  })
})

describe('and', () => {
  it('joins, without what is empty or said twice', () => {
    expect(and()).toBe('')
    expect(and(undefined, ' ', '')).toBe('')
    expect(and('a:1', undefined, ' b:2 ', 'a:1')).toBe('a:1 b:2')
  })
  it('keeps alternatives together', () => {
    expect(and('a:1 OR b:2', 'c:3')).toBe('(a:1 OR b:2) c:3')
    expect(and('a:1 OR b:2')).toBe('a:1 OR b:2')
    expect(and('a:1 OR b:2', 'a:1 OR b:2')).toBe('a:1 OR b:2')
    expect(and('(x) OR (y)', 'z')).toBe('((x) OR (y)) z')
  })
  it('needs no parentheses where the OR is inside', () => {
    expect(and('a:(x OR y)', 'b')).toBe('a:(x OR y) b')
    expect(and('"this OR that"', 'b')).toBe('"this OR that" b')
    expect(and('ORDER', 'b')).toBe('ORDER b')
    expect(and('\\"a OR b', 'c')).toBe('(\\"a OR b) c')
  })
})

describe('what a bare word may be the id of', () => {
  it('is told by its form', () => {
    expect(idTerms('u-2116')).toEqual(['usr.id:"u-2116"'])
    expect(idTerms(' ada@mail.example ')).toEqual(['usr.email:ada@mail.example'])
    expect(idTerms('7c79c47a-c6c4-4676-9e90-738fc2a8f407').map((one) => one.split(':')[0])).toEqual(['session.id', 'view.id', 'usr.id'])
  })
  it('is nothing of words, of terms, or of what is hardly typed', () => {
    for (const text of ['checkout', 'usr.id:7', 'status 503', 'u1', '50*']) expect(idTerms(text)).toEqual([])
  })
})
