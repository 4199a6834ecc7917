import { describe, expect, it } from 'vitest'

import { history } from './history'
import { loading, measured, steps } from './view-times'
import { counted, narrowed, nextSort, sorted, toEntry } from './waterfall'

const resource = (id: string, date: number, more: object) => ({ type: 'resource', date, resource: { id, url: `https://x.example/${id}.js`, ...more } })
const entries = history([
  resource('a', 0, { type: 'js', duration: 5e6, transfer_size: 100, url_host: 'x.example' }),
  resource('b', 1, { type: 'css', duration: 9e6, transfer_size: 0, decoded_body_size: 50, url_host: 'x.example' }),
  resource('c', 2, { type: 'js', transfer_size: 0, size: 0, url_host: 'y.example' }),
]).items.map(toEntry)
const keys = (list: typeof entries) => list.map(({ item }) => item.key)

describe('the waterfall', () => {
  it('tells a cache from a browser that does not tell', () => {
    expect(entries.map(({ bytes, fromCache }) => [bytes, fromCache])).toEqual([[100, false], [undefined, true], [undefined, false]])
  })

  it('is sorted, what has no value last', () => {
    expect(keys(sorted(entries, 'duration'))).toEqual(['a', 'b', 'c'])
    expect(keys(sorted(entries, '-duration'))).toEqual(['b', 'a', 'c'])
    expect(keys(sorted(entries, '-start'))).toEqual(['c', 'b', 'a'])
    expect(nextSort('start', 'size')).toBe('-size')
    expect(nextSort('-size', 'size')).toBe('size')
    expect(nextSort('start', 'start')).toBe('-start')
  })

  it('is narrowed by type, host and text', () => {
    expect(keys(narrowed(entries, { types: ['js'], host: undefined, text: '' }))).toEqual(['a', 'c'])
    expect(keys(narrowed(entries, { types: [], host: 'x.example', text: 'B.JS' }))).toEqual(['b'])
    expect(counted(entries, ({ type }) => type)).toEqual([{ value: 'js', count: 2 }, { value: 'css', count: 1 }])
  })
})

describe('the moments of a view', () => {
  const view = {
    type: 'view',
    view: {
      largest_contentful_paint: 3000e6, cumulative_layout_shift: 0, interaction_to_next_paint: 90e6, interaction_to_next_paint_time: 8000e6,
      load_event: 2500e6, custom_timings: { hero: 100e6 },
    },
  }

  it('are vitals with ratings; what was not measured has none', () => {
    expect(measured(view).map(({ vital, value, rating, atNs }) => [vital.name, value, rating, atNs])).toEqual([
      ['lcp', 3000e6, 'needs_improvement', 3000e6],
      ['inp', 90e6, 'good', 8000e6],
      ['cls', 0, 'good', undefined],
      ['fcp', undefined, undefined, undefined],
      ['ttfb', undefined, undefined, undefined],
    ])
  })

  it('are steps of loading and the app’s own, in order', () => {
    expect(steps(view).map(({ name, custom }) => name ?? custom)).toEqual(['hero', 'load_event'])
  })

  it('show the loading where it is a small part of the view', () => {
    expect(loading(view, 0, 60_000)).toEqual({ from: 0, to: 3449.9999999999995 })
    expect(loading(view, 0, 4000)).toBeUndefined()
    expect(loading({ type: 'view', view: {} }, 0, 4000)).toBeUndefined()
  })
})
