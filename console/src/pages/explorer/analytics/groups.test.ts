import { expect, test } from 'vitest'

import { OTHER, type Answer, type Cell } from '~/api/ask'
import { foldRows, groupText, sortRows, toGroups } from './groups'

const words = { noValue: 'no value', other: 'others', all: 'all' }

function answer(by: string[], rows: Cell[][], names = ['=value', '=n']): Answer {
  const columns = [...by.map((name) => ({ name, type: 'string', unit: '' })), ...names.map((name) => ({ name, type: 'number', unit: name === '=n' ? 'count' : 'ns' }))]
  return { columns, rows, scanned_rows: 0, elapsed_ms: 0, truncated: false }
}

test('rows become groups by the answer\u2019s own columns', () => {
  const grouped = toGroups(answer(['view.name'], [['/', 5, 2, 9], [null, null, 0, null]], ['=value', '=n', '=max']))
  expect(grouped).toMatchObject({ by: ['view.name'], unit: 'ns', further: ['max'] })
  expect(grouped.rows.map(({ values, value, n, further }) => [values, value, n, further])).toEqual([
    [['/'], 5, 2, { max: 9 }],
    [[null], null, 0, { max: null }],
  ])
})

test('without groups the one row is everything', () => {
  const [row] = toGroups(answer([], [[5, 2]])).rows
  expect(groupText(row!, words)).toBe('all')
})

test('what has no name of its own gets one', () => {
  expect(groupText({ values: ['/', null] }, words)).toBe('/ · no value')
  expect(groupText({ values: [OTHER] }, words)).toBe('others')
  expect(groupText({ values: [OTHER, OTHER] }, words)).toBe('others')
  expect(groupText({ values: ['other'] }, words)).toBe('other')
  expect(groupText({ values: ['/', OTHER] }, words)).toBe('/ · others')
  expect(groupText({ values: [200, true] }, words)).toBe('200 · true')
})

test('the largest is first; no value and then other are last', () => {
  const { rows } = toGroups(answer(['a'], [[OTHER, 9, 1], ['x', 1, 1], ['none', null, 0], ['y', 2, 1]]))
  expect(sortRows(rows).map(({ values }) => values[0])).toEqual(['y', 'x', 'none', OTHER])
  expect(sortRows(rows, 'ascending').map(({ values }) => values[0])).toEqual(['x', 'y', 'none', OTHER])
})

test('slices past the sixth are one, together with the server\u2019s other', () => {
  const { rows } = toGroups(answer(['a'], [['a', 9, 9], ['b', 8, 8], ['c', 7, 7], ['d', 6, 6], ['e', 5, 5], ['f', 4, 4], [OTHER, 3, 3]]))
  const folded = foldRows(rows, 6)
  expect(folded.map(({ values, value }) => [values[0], value])).toEqual([['a', 9], ['b', 8], ['c', 7], ['d', 6], ['e', 5], [OTHER, 7]])
  expect(folded.at(-1)!.isOther).toBe(true)
  expect(foldRows(rows.slice(0, 6), 6)).toHaveLength(6)
})
