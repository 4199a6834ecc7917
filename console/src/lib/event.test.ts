import { describe, expect, it } from 'vitest'

import { dateOf, durationOf, firstFrame, frustrations, hasFailed, idOf, kindOf, leaves, read, shortUrl, titleOf } from './event'

describe('an event', () => {
  it('is of its type, a log without one, a segment by its object', () => {
    expect(kindOf({ type: 'long_task' })).toBe('long_task')
    expect(kindOf({ message: 'warned', status: 'warn' })).toBe('log')
    expect(kindOf({ replay: { index_in_view: 0 } })).toBe('replay')
    expect(kindOf({ type: 'transition' })).toBe('other')
    expect(kindOf({})).toBe('other')
  })

  it('says what it says, and nothing where it says nothing', () => {
    expect(durationOf({ type: 'action', action: {} })).toBeUndefined()
    expect(durationOf({ type: 'resource', resource: { duration: 0 } })).toBe(0)
    expect(titleOf({ type: 'long_task' })).toBeUndefined()
    expect(titleOf({ type: 'view', view: { name: '', url_path: '/cart' } })).toBe('/cart')
    expect(dateOf({ type: 'error' })).toBeUndefined()
    expect(idOf({ message: 'no id' })).toBeUndefined()
  })

  it('is found by path, also where keys hold dots', () => {
    expect(read({ usr: { id: 'u' } }, 'usr.id')).toBe('u')
    expect(read({ 'usr.id': 'u' }, 'usr.id')).toBe('u')
    expect(read({ usr: 'text' }, 'usr.id')).toBeUndefined()
  })

  it('takes the first of several ids of an action', () => {
    expect(idOf({ type: 'action', action: { id: 'a' } })).toBe('a')
    expect(idOf({ type: 'action', action: { id: ['b', 'c'] } })).toBe('b')
  })

  it('lists known frustrations only', () => {
    expect(frustrations({ action: { frustration: { type: ['rage_click', 'new_one'] } } })).toEqual(['rage_click'])
  })

  it('fails with a refusing status, or with none where code asked', () => {
    const asked = (type: string, status_code?: number) => hasFailed({ resource: { type, ...(status_code === undefined ? {} : { status_code }) } })
    expect(asked('image', 404)).toBe(true)
    expect(asked('fetch', 0)).toBe(true)
    expect(asked('image', 0)).toBe(false)
    expect(asked('fetch')).toBe(false)
    expect(asked('xhr', 304)).toBe(false)
  })

  it('tells the first frame of stacks of several engines', () => {
    expect(firstFrame('TypeError: x\n  at pay @ https://a.example/app.js:1:2\n  at b')).toBe('at pay @ https://a.example/app.js:1:2')
    expect(firstFrame('pay@https://a.example/app.js:1:2')).toBe('pay@https://a.example/app.js:1:2')
    expect(firstFrame('0   App   0x0001 main + 12')).toBe('0   App   0x0001 main + 12')
    expect(firstFrame(undefined)).toBeUndefined()
  })

  it('shortens addresses to what tells them apart', () => {
    expect(shortUrl('https://a.example/assets/app.js?v=2#x')).toBe('app.js?v=2')
    expect(shortUrl('https://a.example/')).toBe('a.example/')
    expect(shortUrl('app://screen')).toBe('screen/')
    expect(shortUrl('Screen')).toBe('Screen')
  })

  it('is a list of values with paths', () => {
    expect(leaves({ a: { b: 1, c: [1, 2] }, d: null })).toEqual([['a.b', 1], ['a.c', [1, 2]], ['d', null]])
  })
})
