import { expect, test } from 'vitest'

import { OTHER, type Answer, type Cell } from '~/api/ask'
import { align, endOf, foldLines, lineAt, orderLines, toSeries } from './series'

function answer(by: string[], rows: Cell[][]): Answer {
  const columns = [
    ...by.map((name) => ({ name, type: 'string', unit: '' })),
    { name: 'time', type: 'time', unit: 'epoch_ms' },
    { name: '=value', type: 'number', unit: 'ns' },
    { name: '=n', type: 'integer', unit: 'count' },
  ]
  return { columns, rows, scanned_rows: 0, elapsed_ms: 0, truncated: false }
}

const numbersOf = (series: ReturnType<typeof toSeries>) => series.lines.map(({ group, numbers }) => [group.values.join('|'), ...numbers])

test('each group is a line, each bucket a number', () => {
  const series = toSeries(answer(['a'], [['x', 0, 1, 1], ['y', 0, 2, 2], ['x', 10, 3, 3], ['y', 10, 4, 4]]), 10, true)
  expect(series.starts).toEqual([0, 10])
  expect(numbersOf(series)).toEqual([['x', 1, 3], ['y', 2, 4]])
  expect(series.lines[1]!.ns).toEqual([2, 4])
})

test('where a group has no row, a sum is 0 and anything else a gap', () => {
  const rows: Cell[][] = [['x', 0, 1, 1], ['x', 10, null, 0], ['y', 10, 4, 4]]
  expect(numbersOf(toSeries(answer(['a'], rows), 10, false))).toEqual([['x', 1, null], ['y', null, 4]])
  expect(numbersOf(toSeries(answer(['a'], rows), 10, true))).toEqual([['x', 1, null], ['y', 0, 4]])
})

test('buckets that were not answered stand empty in their place', () => {
  const series = toSeries(answer([], [[0, 1, 1], [30, 4, 1]]), 10, false)
  expect(series.starts).toEqual([0, 10, 20, 30])
  expect(numbersOf(series)).toEqual([['', 1, null, null, 4]])
})

test('the 25 hours of a day are one bucket', () => {
  const hour = 3_600_000
  const series = toSeries(answer([], [[0, 1, 1], [25 * hour, 2, 1]]), 24 * hour, true)
  expect(series.starts).toEqual([0, 25 * hour])
  expect(endOf(series, 0)).toBe(25 * hour)
  expect(endOf(series, 1)).toBe(49 * hour)
})

test('lines past the limit become part of other, when they add up', () => {
  const rows: Cell[][] = [['x', 0, 5, 5], ['y', 0, 3, 3], ['z', 0, 2, 2], [OTHER, 0, 1, 1]]
  const folded = foldLines(toSeries(answer(['a'], rows), 10, true), 2, true)
  expect(numbersOf(folded)).toEqual([['x', 5], ['y', 3], [OTHER, 3]])
  expect(folded.left).toBe(0)
  const percentiles = foldLines(toSeries(answer(['a'], rows), 10, false), 2, false)
  expect(numbersOf(percentiles)).toEqual([['x', 5], ['y', 3]])
  expect(percentiles.left).toBe(2)
})

test('nothing is folded when all fit', () => {
  const rows: Cell[][] = [['x', 0, 1, 1], [OTHER, 0, 9, 9]]
  expect(numbersOf(foldLines(toSeries(answer(['a'], rows), 10, false), 5, false))).toEqual([['x', 1], [OTHER, 9]])
})

test('other of several fields is one line of a sum', () => {
  const rows: Cell[][] = [['x', 'u', 0, 5, 5], ['x', OTHER, 0, 3, 3], [OTHER, 'u', 0, 2, 2]]
  expect(numbersOf(foldLines(toSeries(answer(['a', 'b'], rows), 10, true), 5, true))).toEqual([['x|u', 5], [`${OTHER}|${OTHER}`, 5]])
})

test('lines follow the order of a legend, other at the end', () => {
  const series = toSeries(answer(['a'], [[OTHER, 0, 9, 9], ['x', 0, 1, 1], ['y', 0, 2, 2]]), 10, true)
  expect(numbersOf(orderLines(series, ['["y"]', JSON.stringify([OTHER]), '["x"]']))).toEqual([['y', 2], ['x', 1], [OTHER, 9]])
})

test('the line at a place is the nearest, or the one of the stack that covers it', () => {
  const series = toSeries(answer(['a'], [['x', 0, 5, 5], ['y', 0, 3, 3]]), 10, true)
  expect(lineAt(series, 0, 3.5, false)!.group.values).toEqual(['y'])
  expect(lineAt(series, 0, 4.5, true)!.group.values).toEqual(['x'])
  expect(lineAt(series, 0, 7, true)!.group.values).toEqual(['y'])
  expect(lineAt(series, 0, 9, true)).toBeUndefined()
})

test('the period before lies under the buckets of this one', () => {
  const earlier = toSeries(answer([], [[0, 1, 1], [10, 2, 1], [20, 3, 1]]), 10, true)
  expect(align(earlier, [30, 40, 50, 60], 30)).toEqual([1, 2, 3, null])
  expect(align(earlier, [33, 43], 30)).toEqual([1, 2])
})
