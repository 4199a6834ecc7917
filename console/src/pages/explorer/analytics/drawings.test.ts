import { expect, test } from 'vitest'

import { OTHER } from '~/api/ask'
import type { Palette } from '~/ui/colors'
import { toDistribution } from './distribution'
import { groupOf } from './groups'
import { distributionDrawing } from './drawing-distribution'
import { pieDrawing, topListDrawing } from './drawing-parts'
import { seriesDrawing, type SeriesPicture } from './drawing-series'
import type { Series } from './series'

const palette: Palette = { text: 't', muted: 'm', hairline: 'h', ground: 'g', raised: 'r', accent: 'a', good: '1', needs_improvement: '2', poor: '3', other: 'o', series: ['s1', 's2'] }
const number = (value: number | null | undefined) => String(value)
const axis = () => String
const tooltip = () => ({}) as HTMLElement

function picture(part: Partial<SeriesPicture>): SeriesPicture {
  const line = (name: string, ...numbers: (number | null)[]) => ({ group: groupOf(['a'], [name]), numbers, ns: numbers.map(() => 1) })
  const series: Series = { starts: [0, 10, 20, 30], width: 10, lines: [line('x', 1, 2, null, 4), line(OTHER, 5, 6, 7, 8)], by: ['a'], unit: '', left: 0 }
  const strokes = new Map([[series.lines[0]!.group.key, { color: 's1', dashed: true }]])
  return { series, shape: 'line', additive: false, counts: false, strokes, palette, clock: { locale: 'en', timeZone: 'UTC' }, range: { from: 0, to: 40 }, name: ({ values }) => String(values[0]), axis, releases: [], tooltip, ...part }
}

const drawn = (part: Partial<SeriesPicture>) => seriesDrawing(picture(part)).series

test('lines have gaps where there is no number, and keep their strokes', () => {
  const [x, other] = drawn({})
  expect(x).toMatchObject({ name: 'x', type: 'line', stacked: false, values: [1, 2, null, 4], color: 's1', dash: [5, 3] })
  expect(other).toMatchObject({ color: 'o', dash: undefined })
})

test('only what adds up is stacked, and lines never', () => {
  const stacks = (part: Partial<SeriesPicture>) => drawn(part).map(({ stacked }) => stacked)
  expect(stacks({ shape: 'bar', additive: true })).toEqual([true, true])
  expect(stacks({ shape: 'area', additive: true })).toEqual([true, true])
  expect(stacks({ shape: 'area' })).toEqual([false, false])
  expect(stacks({ additive: true })).toEqual([false, false])
})

test('the axis of a stack holds its sum', () => {
  const axis = (part: Partial<SeriesPicture>) => seriesDrawing(picture(part)).y.max
  expect(axis({ shape: 'bar', additive: true })).toBeGreaterThanOrEqual(12)
  expect(axis({})).toBe(8)
})

test('counts of buckets that are there in part are drawn apart', () => {
  const [x, part] = drawn({ counts: true, range: { from: 5, to: 40 } })
  expect(x!.values[0]).toBeNull()
  expect(part).toMatchObject({ name: 'x', values: [1, 2, null, null], dash: [2, 3] })
  expect(drawn({ range: { from: 5, to: 40 } })).toHaveLength(2)
})

test('bars of buckets that are there in part are lighter', () => {
  const [x] = drawn({ shape: 'bar', additive: true, range: { from: 5, to: 40 } })
  expect([0, 1].map((at) => x!.opacity!(at))).toEqual([0.4, 0.6])
})

test('releases stand on the bucket that they fall into', () => {
  const { marks } = seriesDrawing(picture({ releases: [{ version: '2.0', at: 25 }, { version: '1.0', at: -5 }] }))
  expect(marks).toEqual([{ text: '2.0', at: 2, row: 0, dashed: true }])
})

test('the period before is a line beside', () => {
  expect(drawn({ before: { name: 'before', values: [1, 1, 1, 1] } }).map(({ name }) => name)).toEqual(['x', OTHER, 'before'])
})

const rows = [{ ...groupOf(['a'], ['x']), value: 3, n: 3, further: {} }, { ...groupOf(['a'], [OTHER]), value: 1, n: 1, further: {} }]
const name = ({ values }: { values: unknown[] }) => String(values[0])

test('a pie has the colours of its values, a top list one colour; other is grey', () => {
  const colors = new Map([[rows[0]!.key, { color: 's2' }]])
  const pie = pieDrawing({ rows, unit: '', colors, palette, name, number, tooltip })
  expect(pie.slices).toEqual([{ name: 'x', value: 3, color: 's2' }, { name: OTHER, value: 1, color: 'o' }])
  const list = topListDrawing({ rows, unit: '', palette, name, number })
  expect(list.rows.map((row) => [row.name, row.color, row.text])).toEqual([['x', 's1', '3'], [OTHER, 'o', '1']])
})

test('a distribution marks percentiles, and what is past the last bound is grey', () => {
  const columns = ['from', 'to', 'count'].map((one) => ({ name: one, type: 'integer', unit: 'ns' }))
  const distribution = toDistribution({ columns, rows: [[0, 10, 5], [10, 20, 3], [20, null, 2]] })
  expect(distribution).toMatchObject({ unit: 'ns', n: 10 })
  const drawing = distributionDrawing({ distribution, marks: [{ name: 'p50', value: 5 }, { name: 'p95', value: 90 }], palette, number, axis, tooltip })
  const [bars] = drawing.series
  expect(bars).toMatchObject({ values: [5, 3, 2], color: 's1' })
  expect([0, 1, 2].map((index) => bars!.colorAt!(index))).toEqual([undefined, undefined, 'o'])
  expect(drawing.marks.map(({ text, at }) => [text, at])).toEqual([['p50 5', 0.5], ['p95 90', 2.5]])
})
