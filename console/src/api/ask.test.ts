import { expect, test } from 'vitest'

import { OTHER, toldApart, type Answer } from './ask'

const told = (rows: Answer['rows'], others?: Answer['others']): Answer => ({ columns: [], rows, others, scanned_rows: 0, elapsed_ms: 0, truncated: false })

test('all other values are told from a value of that name', () => {
  const rows = [['other', 'a', 3], ['b', 'other', 2], ['other', 'other', 1]]
  const others = [{ column: 0, rows: [2] }, { column: 1, rows: [1, 2] }]
  expect(toldApart(told(rows, others)).rows).toEqual([['other', 'a', 3], ['b', OTHER, 2], [OTHER, OTHER, 1]])
})

test('without a cut there are none', () => {
  expect(toldApart(told([['other', 1]])).rows).toEqual([['other', 1]])
})
