/** Numbers and times at their edges: nothing, zero, negative, huge, and clocks that change. */
import { describe, expect, it } from 'vitest'

import * as format from './format'

const MS = 1e6
const S = 1e9

describe('no value', () => {
  it('is a dash, never 0', () => {
    for (const none of [null, undefined, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(format.count(none, 'en')).toBe('—')
      expect(format.duration(none, 'en')).toBe('—')
      expect(format.bytes(none, 'en')).toBe('—')
      expect(format.share(none, 'en')).toBe('—')
      expect(format.quantity(none, 'ns', 'en')).toBe('—')
    }
  })
})

describe('count', () => {
  const said = (value: number) => format.count(value, 'en')
  it('is exact below a million', () => {
    expect(said(0)).toBe('0')
    expect(said(9412)).toBe('9,412')
    expect(said(999_999)).toBe('999,999')
    expect(said(-12)).toBe('-12')
    expect(said(1.2345)).toBe('1.23')
    expect([0.0342, 0.041, 0.00002].map(said)).toEqual(['0.034', '0.041', '0.00002'])
  })
  it('has a unit above', () => {
    expect(said(1_240_000)).toBe('1.24 M')
    expect(said(999_600_000)).toBe('1.00 G')
    expect(said(2.5e12)).toBe('2.50 T')
    expect(said(-3_000_000)).toBe('-3.00 M')
  })
})

describe('duration', () => {
  const said = (ns: number) => format.duration(ns, 'en')
  it('is in the unit a person would say', () => {
    expect(said(0)).toBe('0 ms')
    expect(said(1500)).toBe('1.50 µs')
    expect(said(840 * MS)).toBe('840 ms')
    expect(said(1.24 * S)).toBe('1.24 s')
    expect(said(125 * S)).toBe('2 min 5 s')
    expect(said(11_520 * S)).toBe('3 h 12 min')
    expect(said(90_000 * S)).toBe('1 d 1 h')
  })
  it('goes to the next unit rather than to a thousand', () => {
    expect(said(999_700)).toBe('1.00 ms')
    expect(said(999.7 * MS)).toBe('1.00 s')
    expect(said(59.97 * S)).toBe('1 min')
    expect(said(3599.9 * S)).toBe('1 h')
  })
  it('knows time that goes back', () => {
    expect(said(-840 * MS)).toBe('-840 ms')
    expect(said(-125 * S)).toBe('-2 min 5 s')
  })
  it('has as many digits as its neighbours, and what was chosen as few as it needs', () => {
    expect([2.66, 2.6, 2].map((s) => said(s * S))).toEqual(['2.66 s', '2.60 s', '2.00 s'])
    expect(format.chosen(2.5 * S, 'ns', 'en')).toBe('2.5 s')
    expect(format.chosen(0.1, '', 'en')).toBe('0.1')
  })
  it('does not break on what is huge', () => {
    expect(said(1e18)).toBe('11574 d 1 h')
  })
})

describe('bytes and shares', () => {
  it('count in thousands', () => {
    expect(format.bytes(0, 'en')).toBe('0 B')
    expect(format.bytes(12_400, 'en')).toBe('12.4 kB')
    expect(format.bytes(999_700, 'en')).toBe('1.00 MB')
    expect(format.bytes(3.1e18, 'en')).toBe('3,100,000 TB')
    expect(format.bytes(-2048, 'en')).toBe('-2.05 kB')
  })
  it('neither lose the little nor round up to all', () => {
    expect(format.share(0, 'en')).toBe('0 %')
    expect(format.share(0.0004, 'en')).toBe('<0.1 %')
    expect(format.share(0.043, 'en')).toBe('4.3 %')
    expect(format.share(0.07, 'en')).toBe('7.0 %')
    expect(format.share(0.9999, 'en')).toBe('>99.9 %')
    expect(format.share(1, 'en')).toBe('100 %')
    expect(format.share(12.5, 'en')).toBe('1,250 %')
  })
  it('differ by points', () => {
    expect(format.points(-0.012, 'en')).toBe('1.2')
    expect(format.points(0.0001, 'en')).toBe('<0.1')
  })
})

describe('exact', () => {
  it('says every digit and the unit', () => {
    expect(format.exact(1_243_118_204, 'ns', 'en')).toBe('1,243,118,204 ns')
    expect(format.exact(0.0371, '', 'en')).toBe('0.0371')
  })
})

describe('times', () => {
  const at = Date.parse('2026-10-25T00:30:00Z')
  it('are shown in the zone, through the change of its clocks', () => {
    expect(format.moment(at, 'en', 'Europe/Berlin')).toBe('Oct 25, 2026, 02:30:00')
    expect(format.moment(at + 3_600_000, 'en', 'Europe/Berlin')).toBe('Oct 25, 2026, 02:30:00')
    expect(format.moment(at, 'en', 'UTC')).toBe('Oct 25, 2026, 00:30:00')
  })
  it('are as short as two of them can be', () => {
    const now = Date.parse('2026-11-23T10:00:00Z')
    const of = (from: string, to: string, zone = 'UTC') => format.span(Date.parse(from), Date.parse(to), now, 'en', zone).replaceAll(/\s/g, ' ')
    expect(of('2026-11-22T14:00Z', '2026-11-22T16:30Z')).toBe('Nov 22, 14:00 – 16:30')
    expect(of('2026-11-21T14:00Z', '2026-11-22T16:30Z')).toBe('Nov 21, 14:00 – Nov 22, 16:30')
    expect(of('2025-11-21T14:00Z', '2025-11-21T14:01Z')).toMatch(/^Nov 21, 2025, 14:00:00 – 14:01:00$/)
  })
  it('are told by their distance', () => {
    const now = 1e12
    expect(format.ago(now - 180_000, now, 'en')).toBe('3 min ago')
    expect(format.ago(now, now, 'en')).toBe('now')
    expect(format.ago(now - 400 * 86_400_000, now, 'en')).toBe('last year')
    expect(format.ago(now + 7_200_000, now, 'en')).toBe('in 2 h')
  })
  it('have lengths in words', () => {
    expect(format.length('4h', 'en')).toBe('4 hours')
    expect(format.length('1d', 'en')).toBe('1 day')
    expect(format.length('15m', 'zh')).toBe('15 分钟')
    expect(format.length('soon', 'en')).toBe('soon')
  })
})
