import { expect, test } from 'vitest'
import { copy, drawn, matches, merge, uuid } from './values.js'

test('draws the share it was asked for, and keeps whom it had when the rate goes up', () => {
  const ids = Array.from({ length: 4000 }, uuid)
  const at = (rate: number): string[] => ids.filter((id) => drawn(id, rate))
  expect(at(0)).toEqual([])
  expect(at(100)).toEqual(ids)
  expect(at(20).length).toBeGreaterThan(4000 * 0.16)
  expect(at(20).length).toBeLessThan(4000 * 0.24)
  expect(at(20).every((id) => drawn(id, 40))).toBe(true)
})

test('draws with another salt independently', () => {
  const sampled = Array.from({ length: 8000 }, uuid).filter((id) => drawn(id, 50))
  const both = sampled.filter((id) => drawn(id, 50, 'replay')).length / sampled.length
  expect(both).toBeGreaterThan(0.44)
  expect(both).toBeLessThan(0.56)
})

test('copies what JSON can carry, and leaves out what goes round', () => {
  const round: Record<string, unknown> = { a: 1n, when: new Date(0), error: new TypeError('x'), node: document.body }
  round.self = round
  const twice = { n: 1 }
  const copied = copy({ ...round, one: twice, two: twice }) as Record<string, unknown>
  expect(JSON.parse(JSON.stringify(copied))).toMatchObject({
    a: '1', when: '1970-01-01T00:00:00.000Z', error: { name: 'TypeError', message: 'x' }, node: '[BODY]', one: { n: 1 }, two: { n: 1 },
  })
  expect((copied.self as Record<string, unknown>).self).toBeUndefined()
})

test('merges deeply, without sharing and without reaching prototypes', () => {
  const from = { a: { b: 1 }, list: [1], gone: undefined }
  const into = merge({ a: { c: 2 }, list: [2, 3] }, from)
  expect(into).toEqual({ a: { b: 1, c: 2 }, list: [1] })
  const fresh = merge({} as { a?: { b: number } }, from)
  fresh.a!.b = 9
  expect(from.a.b).toBe(1)
  merge({}, JSON.parse('{"__proto__":{"polluted":1}}'))
  expect(({} as { polluted?: number }).polluted).toBeUndefined()
})

test('matches by start, pattern or function, and never throws', () => {
  expect(matches('https://a/', 'https://a/b')).toBe(true)
  expect(matches(/b$/, 'https://a/b')).toBe(true)
  expect(matches(() => { throw new Error() }, 'x')).toBe(false)
})
