import { describe as suite, expect, it } from 'vitest'
import { describe } from './error.js'

const fields = (value: unknown): Record<string, unknown> => describe(value, 'source', 'Uncaught').fields

suite('what was thrown', () => {
  it('tells an error with its type, message and stack', () => {
    const told = fields(new TypeError('no such thing'))
    expect(told).toMatchObject({ source: 'source', type: 'TypeError', message: 'no such thing' })
    expect(told.stack).toMatch(/^TypeError: no such thing\n {2}at /)
    expect(told.causes).toBeUndefined()
  })

  it('follows causes, be they errors or not, and ends in a ring', () => {
    const inner = new RangeError('inner', { cause: { code: 7 } })
    const outer = new Error('outer', { cause: inner })
    expect(fields(outer).causes).toMatchObject([
      { type: 'RangeError', message: 'inner', source: 'source' },
      { message: '{"code":7}', source: 'source' },
    ])
    inner.cause = outer
    expect(fields(outer).causes).toHaveLength(1)
  })

  it('keeps ten causes of an endless chain', () => {
    let error = new Error('0')
    for (let at = 1; at < 50; at++) error = new Error(`${at}`, { cause: error })
    expect(fields(error).causes).toHaveLength(10)
  })

  it('opens an aggregate', () => {
    const told = fields(new AggregateError([new Error('a'), new TypeError('b')], 'all failed'))
    expect(told).toMatchObject({ message: 'all failed', causes: [{ message: 'a' }, { type: 'TypeError', message: 'b' }] })
  })

  it('tells what is no error in words', () => {
    expect(fields('late')).toEqual({ source: 'source', message: 'Uncaught "late"' })
    expect(fields(undefined).message).toBe('Uncaught undefined')
    const ring: Record<string, unknown> = { code: 4n }
    ring.self = ring
    expect(fields(ring).message).toBe('Uncaught {"code":"4"}')
  })

  it('takes context and fingerprint that the application put on it', () => {
    const error = Object.assign(new Error('x'), { dd_context: { order: 3 }, dd_fingerprint: 17 })
    const { fields, context } = describe(error, 'custom', 'Provided')
    expect(fields.fingerprint).toBe('17')
    expect(context).toEqual({ order: 3 })
  })
})
