import { describe, expect, it } from 'vitest'

import { OTHER, type Answer, type Cell } from '~/api/ask'
import { errorTerm, readErrors } from './error-series'
import { toExplorer, toMoment } from './links'
import { shares, values } from './over-time'
import { readTop } from './top-entries'

function answer(columns: string[], rows: Cell[][]): Answer {
  return {
    columns: columns.map((name) => ({ name, type: '', unit: '' })),
    rows, scanned_rows: 0, elapsed_ms: 0, truncated: false,
  }
}

describe('numbers over time', () => {
  it('leave out buckets that the time covers only in part', () => {
    const found = answer(['time', 'views'], [[0, 1], [10, 5], [20, null], [30, 2]])
    expect(values(found, 'views', { from: 4, to: 32 }, 10)).toEqual([5, null])
  })
  it('have no share where there is nothing', () => {
    expect(shares([1, 0, null], [4, 0, null])).toEqual([0.25, null, null])
  })
})

describe('errors over time', () => {
  const rows: Cell[][] = [['a', 0, 1], ['other', 0, 3], [OTHER, 0, 9], ['a', 10, 0], ['other', 10, 4], [OTHER, 10, 0]]
  it('are one series a value, the largest first and the rest last', () => {
    const { times, series, sum } = readErrors(answer(['error.type', 'time', 'errors'], rows))
    expect(times).toEqual([0, 10])
    expect(series.map(({ value, rest, counts }) => [value, rest, counts])).toEqual([
      ['other', false, [3, 4]], ['a', false, [1, 0]], [OTHER, true, [9, 0]],
    ])
    expect(sum).toBe(17)
  })
  it('are found again by their value, and the rest by leaving out the others', () => {
    const { series } = readErrors(answer(['error.type', 'time', 'errors'], rows))
    expect(errorTerm('error.type', series[0]!, series)).toBe('error.type:other')
    expect(errorTerm('error.type', series[2]!, series)).toBe('-error.type:other -error.type:a')
  })
})

describe('top lists', () => {
  it('end with all others, which a value called other is not one of', () => {
    const found = readTop(answer(['os.name', 'views'], [['iOS', 60], [null, 30], ['other', 5], [OTHER, 5]]))
    expect(found).toEqual([
      { value: 'iOS', rest: false, views: 60, part: 0.6, length: 1 },
      { value: null, rest: false, views: 30, part: 0.3, length: 0.5 },
      { value: 'other', rest: false, views: 5, part: 0.05, length: 5 / 60 },
      { value: OTHER, rest: true, views: 5, part: 0.05, length: 5 / 60 },
    ])
  })
})

describe('links to the explorer', () => {
  const search = { range: '7d', tz: 'Europe/Berlin', q: 'a:1 OR a:2' }
  it('carry the time, the zone and the text of the page', () => {
    expect(toExplorer(search, { event: 'view', q: 'b:3' })).toEqual({ range: '7d', from: undefined, to: undefined, tz: 'Europe/Berlin', event: 'view', q: '(a:1 OR a:2) b:3' })
  })
  it('of one stretch of time carry that one', () => {
    const range = { from: 95, to: 1000 }
    expect(toMoment(search, range, 100, 10, { event: 'error' })).toMatchObject({ range: undefined, from: 100, to: 110 })
    expect(toMoment(search, range, 90, 10, { event: 'error' })).toMatchObject({ from: 95, to: 100 })
  })
})
