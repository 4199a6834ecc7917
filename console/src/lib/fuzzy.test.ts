/** Which text is meant by a few of its letters. */
import { describe, expect, it } from 'vitest'

import { filter, score } from './fuzzy'

const find = (query: string, ...all: string[]) => filter(query, all, (text) => text)

describe('filter', () => {
  it('keeps everything in order while nothing is typed', () => {
    expect(find('', 'b', 'a')).toEqual(['b', 'a'])
    expect(find('  ', 'b', 'a')).toEqual(['b', 'a'])
  })
  it('puts what is found as typed before scattered letters', () => {
    expect(find('set', 'Sessions of today', 'Settings', 'Time: last 7 days')).toEqual(['Settings', 'Sessions of today'])
  })
  it('counts starts of words', () => {
    expect(find('oe', 'Someone', 'Open explorer')[0]).toBe('Open explorer')
    expect(find('goe', 'Go to explorer', 'Go to overview')).toEqual(['Go to explorer', 'Go to overview'])
  })
  it('minds neither case nor accents, and reads Chinese', () => {
    expect(find('MUNCHEN', 'München')).toEqual(['München'])
    expect(find('概览', '前往概览', '前往设置')).toEqual(['前往概览'])
  })
  it('leaves out what lacks a letter', () => {
    expect(score('xyz', 'explorer')).toBeUndefined()
  })
})
