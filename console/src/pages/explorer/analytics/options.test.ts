import { expect, test } from 'vitest'

import { OTHER } from '~/api/ask'
import type { Palette } from '~/ui/colors'
import { toDistribution } from './distribution'
import { groupOf } from './groups'
import { distributionOption } from './option-distribution'
import { pieOption, topListOption } from './option-parts'
import { seriesOption, type SeriesPicture } from './option-series'
import type { Series } from './series'

const palette: Palette = { text: 't', muted: 'm', hairline: 'h', ground: 'g', raised: 'r', accent: 'a', good: '1', needs_improvement: '2', poor: '3', other: 'o', series: ['s1', 's2'] }
const number = (value: number | null | undefined) => String(value)
const tooltip = () => ({}) as HTMLElement

function picture(part: Partial<SeriesPicture>): SeriesPicture {
  const line = (name: string, ...numbers: (number | null)[]) => ({ group: groupOf(['a'], [name]), numbers, ns: numbers.map(() => 1) })
  const series: Series = { starts: [0, 10, 20, 30], width: 10, lines: [line('x', 1, 2, null, 4), line(OTHER, 5, 6, 7, 8)], by: ['a'], unit: '', left: 0 }
  const strokes = new Map([[series.lines[0]!.group.key, { color: 's1', dashed: true }]])
  return { series, shape: 'line', additive: false, counts: false, strokes, palette, clock: { locale: 'en', timeZone: 'UTC' }, range: { from: 0, to: 40 }, name: ({ values }) => String(values[0]), number, releases: [], tooltip, ...part }
}

type Drawn = { name?: string; type: string; stack?: string; data: unknown[]; areaStyle?: unknown; lineStyle: { color: string; type: unknown }; markLine?: { data: unknown[] } }
const drawn = (part: Partial<SeriesPicture>) => (seriesOption(picture(part)) as { series: Drawn[] }).series

test('lines have gaps where there is no number, and keep their strokes', () => {
  const [x, other] = drawn({})
  expect(x).toMatchObject({ name: 'x', type: 'line', stack: undefined, connectNulls: false, lineStyle: { color: 's1', type: [5, 3] } })
  expect(x!.data).toEqual([1, 2, null, { value: 4, symbol: 'circle', symbolSize: 5 }])
  expect(other!.lineStyle).toMatchObject({ color: 'o', type: 'solid' })
})

test('only what adds up is stacked, and lines never', () => {
  const stacks = (part: Partial<SeriesPicture>) => drawn(part).map(({ stack }) => stack)
  expect(stacks({ shape: 'bar', additive: true })).toEqual(['all', 'all'])
  expect(stacks({ shape: 'area', additive: true })).toEqual(['all', 'all'])
  expect(stacks({ shape: 'area' })).toEqual([undefined, undefined])
  expect(stacks({ additive: true })).toEqual([undefined, undefined])
})

test('the axis of a stack holds its sum', () => {
  const axis = (part: Partial<SeriesPicture>) => (seriesOption(picture(part)) as { yAxis: { max: number } }).yAxis.max
  expect(axis({ shape: 'bar', additive: true })).toBeGreaterThanOrEqual(12)
  expect(axis({})).toBe(8)
})

test('counts of buckets that are there in part are drawn apart', () => {
  const [x, part] = drawn({ counts: true, range: { from: 5, to: 40 } })
  expect(x!.data[0]).toBeNull()
  expect(part).toMatchObject({ name: 'x', data: [1, 2, null, null], lineStyle: { type: [2, 3] } })
  expect(drawn({ range: { from: 5, to: 40 } })).toHaveLength(2)
})

test('releases stand on the bucket that they fall into', () => {
  const marks = drawn({ releases: [{ version: '2.0', at: 25 }, { version: '1.0', at: -5 }] }).at(-1)!.markLine!.data
  expect(marks).toEqual([{ name: '2.0', xAxis: 2 }])
})

test('the period before is a line beside', () => {
  expect(drawn({ before: { name: 'before', values: [1, 1, 1, 1] } }).map(({ name }) => name)).toEqual(['x', OTHER, 'before'])
})

const rows = [{ ...groupOf(['a'], ['x']), value: 3, n: 3, further: {} }, { ...groupOf(['a'], [OTHER]), value: 1, n: 1, further: {} }]
const name = ({ values }: { values: unknown[] }) => String(values[0])

test('a pie has the colours of its values, a top list one colour; other is grey', () => {
  const colors = new Map([[rows[0]!.key, { color: 's2' }]])
  const pie = pieOption({ rows, unit: '', colors, palette, name, number, tooltip }) as { series: [{ data: { value: number; itemStyle: { color: string } }[] }] }
  expect(pie.series[0].data.map(({ value, itemStyle }) => [value, itemStyle.color])).toEqual([[3, 's2'], [1, 'o']])
  const list = topListOption({ rows, unit: '', palette, name, number }) as { series: [{ data: { itemStyle: { color: string } }[] }]; yAxis: { data: string[] } }
  expect(list.series[0].data.map(({ itemStyle }) => itemStyle.color)).toEqual(['s1', 'o'])
  expect(list.yAxis.data).toEqual(['x', OTHER])
})

test('a distribution marks percentiles, and what is past the last bound is grey', () => {
  const columns = ['from', 'to', 'count'].map((one) => ({ name: one, type: 'integer', unit: 'ns' }))
  const distribution = toDistribution({ columns, rows: [[0, 10, 5], [10, 20, 3], [20, null, 2]] })
  expect(distribution).toMatchObject({ unit: 'ns', n: 10 })
  const option = distributionOption({ distribution, marks: [{ name: 'p50', value: 5 }, { name: 'p95', value: 90 }], palette, number, tooltip }) as { series: Drawn[] }
  expect(option.series[0]!.data).toMatchObject([{ value: 5, itemStyle: { color: 's1' } }, { value: 3 }, { value: 2, itemStyle: { color: 'o' } }])
  expect(option.series[1]!.markLine!.data).toMatchObject([{ name: 'p50 5', xAxis: 0.5 }, { name: 'p95 90', xAxis: 2.5 }])
})
