import { expect, test } from 'vitest'

import { OTHER, type Answer, type Cell } from '~/api/ask'
import { barsOf } from './bars'

const answer = (columns: string[], rows: Cell[][]): Answer => ({
  columns: columns.map((name) => ({ name, type: '', unit: '' })),
  rows,
  scanned_rows: 0,
  elapsed_ms: 0,
  truncated: false,
})
const names = { none: 'no value', other: 'others' }

test('one series when nothing stacks', () => {
  expect(barsOf(answer(['time', 'count'], [[10, 1], [0, 2]]), false, names)).toEqual({
    times: [0, 10],
    series: [{ value: '', name: '', isOther: false, counts: [2, 1], total: 3 }],
    total: 3,
  })
})

test('a series for each value, the rest last, gaps as nothing', () => {
  const rows: Cell[][] = [[OTHER, 0, 9], ['a', 0, 1], ['a', 10, 1], [null, 10, 5]]
  const bars = barsOf(answer(['x', 'time', 'count'], rows), true, names)
  expect(bars.series.map(({ name, counts }) => [name, ...counts])).toEqual([['no value', 0, 5], ['a', 1, 1], ['others', 9, 0]])
})
