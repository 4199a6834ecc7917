import { expect, test } from 'vitest'

import { retentionKinds, shorter } from './retention'

const USUAL = { view: 30, resource: 15, error: 30 }

test('kinds stand in the order people think of them', () => {
  expect(retentionKinds({ resource: null, later: null, view: 3 })).toEqual(['view', 'resource', 'later'])
})

test('shorter than now, by its own days or the server’s', () => {
  const saved = { view: 90, resource: null, error: 7 }
  expect(shorter(saved, { view: null, resource: 14, error: null }, USUAL)).toEqual([
    { kind: 'view', before: 90, after: 30 },
    { kind: 'resource', before: 15, after: 14 },
  ])
  expect(shorter(saved, saved, USUAL)).toEqual([])
})
