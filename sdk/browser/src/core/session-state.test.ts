import { expect, test } from 'vitest'
import { AGE_MAX, IDLE_MAX, readState, runs, writeState, type State } from './session-state.js'

const NOW = 1_795_000_000_000
const state: State = { id: 'a', created: NOW, expire: NOW + IDLE_MAX, rate: 12.5, forced: true, released: false, visitor: 'v' }

test('writes a session into one word that a cookie can hold, and reads it again', () => {
  const text = writeState(state)
  expect(text).toMatch(/^[\w~.-]+$/)
  expect(readState(text)).toEqual(state)
  expect(readState(writeState({ created: 0, expire: 0, rate: 0, visitor: 'v' }))).toMatchObject({ id: '', visitor: 'v' })
})

test('takes what is not its own for no session', () => {
  for (const text of ['', 't', '~~~~~', 'rum=2&id=x']) expect(runs(readState(text), NOW)).toBe(false)
})

test('ends after 15 minutes idle, after 4 hours in any case, and when the clock was put back', () => {
  expect(runs(state, NOW + IDLE_MAX - 1)).toBe(true)
  expect(runs(state, NOW + IDLE_MAX)).toBe(false)
  expect(runs({ ...state, expire: NOW + 2 * AGE_MAX }, NOW + AGE_MAX)).toBe(false)
  expect(runs(state, NOW - 3600_000)).toBe(false)
})
