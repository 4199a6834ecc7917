import { expect, test } from 'vitest'

import { firstKind, told } from './first-event'

test('a view is shown before what came with it', () => {
  const accepted = (kind: string, count = 1) => ({ outcome: 'accepted', reason: '', kind, count, bytes: 0 })
  expect(firstKind([accepted('resource', 9), accepted('view')])).toBe('view')
  expect(firstKind([accepted('action')])).toBe('action')
  expect(firstKind([accepted('replay')])).toBeUndefined()
  expect(firstKind([{ outcome: 'dropped', reason: 'no_date', kind: 'view', count: 1, bytes: 0 }])).toBeUndefined()
})

test('an event as a person reads it, with nothing made up', () => {
  const event = {
    date: 5,
    view: { id: 'v', url: 'https://shop.example/cart' },
    session: { id: 's' },
    browser: { name: 'Firefox', version_major: '144' },
    service: '',
  }
  expect(told(event, 'view')).toEqual({
    page: 'https://shop.example/cart',
    message: undefined,
    browser: 'Firefox 144',
    country: undefined,
    service: undefined,
    env: undefined,
    version: undefined,
    sdk: undefined,
    date: 5,
    id: 'v',
    sessionId: 's',
  })
})
