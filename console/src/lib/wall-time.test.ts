/** Clocks of zones, on the days on which they change too. */
import { describe, expect, it } from 'vitest'

import { fromWall, offset, offsetText, toWall } from './wall-time'

const utc = (text: string) => Date.parse(`${text}:00Z`)

describe('fromWall', () => {
  it('reads a time of a zone', () => {
    expect(fromWall('2026-11-23T14:05', 'UTC')).toBe(utc('2026-11-23T14:05'))
    expect(fromWall('2026-11-23T14:05', 'Asia/Shanghai')).toBe(utc('2026-11-23T06:05'))
    expect(fromWall('2026-07-01 00:00', 'Europe/Berlin')).toBe(utc('2026-06-30T22:00'))
    expect(fromWall('2026-11-23', 'America/St_Johns')).toBe(utc('2026-11-23T03:30'))
  })
  it('takes a time that is skipped to be an hour later', () => {
    // Berlin, 29 March 2026: 02:00 becomes 03:00.
    expect(fromWall('2026-03-29T02:30', 'Europe/Berlin')).toBe(utc('2026-03-29T01:30'))
    expect(toWall(utc('2026-03-29T01:30'), 'Europe/Berlin')).toBe('2026-03-29T03:30')
  })
  it('takes the first of a time that comes twice', () => {
    // Berlin, 25 October 2026: 03:00 becomes 02:00.
    expect(fromWall('2026-10-25T02:30', 'Europe/Berlin')).toBe(utc('2026-10-25T00:30'))
    // New York, 1 November 2026.
    expect(fromWall('2026-11-01T01:30', 'America/New_York')).toBe(utc('2026-11-01T05:30'))
  })
  it('refuses what is no time', () => {
    for (const text of ['', 'yesterday', '2026-13-01', '2026-02-30T10:00', '2026-01-01T24:00', '2026-01-01T10:60', '26-01-01']) {
      expect(fromWall(text, 'UTC'), text).toBeUndefined()
    }
  })
})

describe('toWall', () => {
  it('gives back what was read, around changes of the clocks too', () => {
    for (const zone of ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia']) {
      for (const wall of ['2026-01-01T00:00', '2026-03-29T03:00', '2026-10-25T02:59', '2026-12-31T23:59']) {
        expect(toWall(fromWall(wall, zone)!, zone), zone).toBe(wall)
      }
    }
  })
})

describe('offset', () => {
  it('knows summer', () => {
    expect(offset(utc('2026-07-01T12:00'), 'Europe/Berlin')).toBe(7_200_000)
    expect(offset(utc('2026-12-01T12:00'), 'Europe/Berlin')).toBe(3_600_000)
  })
  it('is said shortly', () => {
    expect(offsetText(0, 'UTC')).toBe('UTC')
    expect(offsetText(utc('2026-12-01T12:00'), 'Europe/Berlin')).toBe('UTC+1')
    expect(offsetText(utc('2026-12-01T12:00'), 'America/St_Johns')).toBe('UTC−3:30')
  })
})
