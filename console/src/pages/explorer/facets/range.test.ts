import { expect, test } from 'vitest'

import { boundsAt, distributionOf, edgesOf } from './range'

const answer = (rows: (number | null)[][]) => ({ rows })
const seconds = distributionOf(answer([[0, 1e9, 5], [1e9, 2e9, 3], [2e9, null, 1]]))

test('a last bucket without an end', () => {
  expect(seconds).toEqual({ edges: [0, 1e9, 2e9, 3e9], counts: [5, 3, 1], isOpen: true })
  expect(distributionOf(answer([]))).toEqual({ edges: [], counts: [], isOpen: true })
})
test('from a text to edges and back', () => {
  expect(edgesOf(seconds, { min: '1s' }, 'ns')).toEqual([1, 3])
  expect(edgesOf(seconds, { min: '1500ms', max: '1.6s' }, 'ns')).toEqual([1, 2])
  expect(edgesOf(seconds, undefined, 'ns')).toEqual([0, 3])
  expect(boundsAt(seconds, [1, 2], 'ns')).toEqual({ min: '1s', max: '2s' })
  expect(boundsAt(seconds, [0, 3], 'ns')).toEqual({ min: undefined, max: undefined })
})
