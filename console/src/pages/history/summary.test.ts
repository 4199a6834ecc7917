import { expect, it } from 'vitest'

import { history } from './history'
import { keyOf, nameOf, summarize } from './summary'

const at = (date: number, more: object) => ({ type: 'view', date, view: { id: String(date) }, ...more })

it('takes what was said last, and leaves out what nobody said', () => {
  const { items } = history([
    at(1, { usr: { anonymous_id: 'anon' }, browser: { name: 'Firefox', version: '143.0', version_major: '143' } }),
    at(2, { usr: { id: 'u1', anonymous_id: 'anon' }, display: { viewport: { width: 1280, height: 720 } } }),
  ])
  const said = summarize(items, undefined)
  expect(said).toMatchObject({ user: { id: 'u1', anonymousId: 'anon' }, browser: 'Firefox 143', viewport: '1280 × 720', isBot: false })
  expect(said.country).toBeUndefined()
  expect(nameOf(said)).toBe('u1')
  expect(keyOf(said)).toEqual({ field: 'usr.id', value: 'u1' })
})

it('knows an anonymous visitor by the id that the SDK keeps', () => {
  const said = summarize(history([at(1, { usr: { anonymous_id: 'anon' } })]).items, undefined)
  expect(nameOf(said)).toBeUndefined()
  expect(keyOf(said)).toEqual({ field: 'usr.anonymous_id', value: 'anon' })
  expect(keyOf(summarize([], undefined))).toBeUndefined()
})
