/** Two typed moments, and what can be wrong with them. */
import { expect, it } from 'vitest'

import { readSpan } from './read-span'

const NOW = Date.parse('2026-11-23T10:00:00Z')
const read = (from: string, to: string, zone = 'UTC') => readSpan(from, to, zone, NOW)

it('reads both in the zone', () => {
  const span = { from: Date.parse('2026-11-21T23:00:00Z'), to: Date.parse('2026-11-22T23:00:00Z') }
  expect(read('2026-11-22T00:00', '2026-11-23T00:00', 'Europe/Berlin')).toEqual({ span })
})
it('says which of them is wrong', () => {
  expect(read('', '2026-11-23T00:00')).toEqual({ wrong: 'from' })
  expect(read('0026-11-22T00:00', '2026-11-23T00:00')).toEqual({ wrong: 'from' })
  expect(read('2026-11-22T00:00', '2026-11-31T00:00')).toEqual({ wrong: 'to' })
  expect(read('2026-11-22T00:00', '2026-11-22T00:00')).toEqual({ wrong: 'order' })
  expect(read('2026-11-24T00:00', '2026-11-25T00:00')).toEqual({ wrong: 'future' })
})
it('may end later than now', () => {
  expect(read('2026-11-22T00:00', '2026-12-25T00:00').span).toBeDefined()
})
