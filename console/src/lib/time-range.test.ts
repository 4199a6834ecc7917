/** Lengths that people type, and what a URL means now. */
import { describe, expect, it } from 'vitest'

import { before, canStepForward, DAY_MS, HOUR_MS, interval, MINUTE_MS, parseLength, readLength, resolve, spellLength, step } from './time-range'

const NOW = Date.parse('2026-11-23T10:20:30Z')
const END = Date.parse('2026-11-23T10:21:00Z')

describe('parseLength', () => {
  it('reads minutes, hours, days, weeks', () => {
    expect(parseLength('90m')).toBe(90 * MINUTE_MS)
    expect(parseLength(' 4h ')).toBe(4 * HOUR_MS)
    expect(parseLength('2w')).toBe(14 * DAY_MS)
  })
  it('refuses anything else', () => {
    for (const text of ['', '0m', '-4h', '1.5h', '4', 'h', '4y', '100000d', '9999d', '4h4m']) expect(parseLength(text), text).toBeUndefined()
  })
})

describe('readLength', () => {
  it('reads what people type', () => {
    expect(readLength('90 min')).toBe('90m')
    expect(readLength('3 Days')).toBe('3d')
    expect(readLength('12小时')).toBe('12h')
    expect(readLength('1 week')).toBe('1w')
  })
  it('refuses what it does not understand', () => {
    for (const text of ['', 'soon', '3', '0d', '-3d', '3 parsecs', '3 d 4 h', '99 w 1', '9999 weeks']) expect(readLength(text), text).toBeUndefined()
  })
})

describe('spellLength', () => {
  it('prefers the presets, then the largest whole unit', () => {
    expect(spellLength(DAY_MS)).toBe('24h')
    expect(spellLength(2 * DAY_MS)).toBe('2d')
    expect(spellLength(21 * DAY_MS)).toBe('3w')
    expect(spellLength(90 * MINUTE_MS)).toBe('90m')
  })
  it('has no word for seconds, nothing, or too much', () => {
    expect(spellLength(30_000)).toBeUndefined()
    expect(spellLength(0)).toBeUndefined()
    expect(spellLength(-HOUR_MS)).toBeUndefined()
    expect(spellLength(200_000 * 7 * DAY_MS)).toBeUndefined()
  })
})

describe('resolve', () => {
  it('takes a length up to the minute that runs', () => {
    expect(resolve({ range: '1h' }, NOW)).toEqual({ from: END - HOUR_MS, to: END })
  })
  it('is one day without a word, and of what cannot be read', () => {
    const day = { from: END - DAY_MS, to: END }
    expect(resolve({}, NOW)).toEqual(day)
    expect(resolve({ range: 'for ever' }, NOW)).toEqual(day)
    expect(resolve({ from: 5 }, NOW)).toEqual(day)
    expect(resolve({ from: 6, to: 5 }, NOW)).toEqual(day)
    expect(resolve({ from: 5, to: 5 }, NOW)).toEqual(day)
    expect(resolve({ from: -5, to: 5 }, NOW)).toEqual(day)
    expect(resolve({ from: 5, to: 1e17 }, NOW)).toEqual(day)
  })
  it('prefers fixed ends', () => {
    expect(resolve({ range: '1h', from: 5, to: 6 }, NOW)).toEqual({ from: 5, to: 6 })
    expect(resolve({ from: 0, to: 6 }, NOW)).toEqual({ from: 0, to: 6 })
  })
  it('asks the same for a whole minute', () => {
    expect(resolve({ range: '4h' }, NOW)).toEqual(resolve({ range: '4h' }, NOW + 20_000))
  })
})

describe('step', () => {
  it('goes back by its own length', () => {
    expect(step({ from: END - HOUR_MS, to: END }, -1, NOW)).toEqual({ from: END - 2 * HOUR_MS, to: END - HOUR_MS })
  })
  it('follows time again once it has caught up', () => {
    const earlier = step({ from: END - HOUR_MS, to: END }, -1, NOW)
    expect(step({ from: earlier.from!, to: earlier.to! }, 1, NOW)).toEqual({ range: '1h' })
  })
  it('ends now when the length has no word', () => {
    expect(step({ from: NOW - 90_500, to: NOW - 500 }, 1, NOW)).toEqual({ from: NOW - 90_000, to: NOW })
  })
  it('has no later of what ends now', () => {
    expect(canStepForward({ range: '1h' }, NOW)).toBe(false)
    expect(canStepForward({ from: 1, to: NOW - 1 }, NOW)).toBe(true)
  })
})

describe('before and interval', () => {
  it('compares with the same length', () => {
    expect(before({ from: 100, to: 130 })).toEqual({ from: 70, to: 100 })
    expect(before({ from: 100, to: 1000 })).toEqual({ from: 0, to: 100 })
  })
  it('makes about sixty buckets of a round width', () => {
    expect(interval({ from: 0, to: DAY_MS })).toBe(1800_000)
    expect(interval({ from: 0, to: 1000 })).toBe(1000)
    expect(interval({ from: 0, to: 365 * DAY_MS })).toBe(7 * DAY_MS)
  })
})
