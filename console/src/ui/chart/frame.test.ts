import { expect, test } from 'vitest'

import { frameOf, spans, steps } from './frame'

const size = { width: 440, height: 136 }
const axis = { min: 0, max: 10, interval: 5, text: String }
const plot = { buckets: 4, banded: true, between: false, marks: [], y: axis }

test('a pixel and its bucket and number find each other', () => {
  for (const banded of [true, false]) {
    const frame = frameOf({ ...plot, banded }, size, 24)
    for (const index of [0, 1, 2, 3]) expect(frame.indexAt(frame.x(index))).toBe(index)
    expect(frame.valueAt(frame.y(7))).toBeCloseTo(7)
    expect(frame.indexAt(-100)).toBe(0)
    expect(frame.indexAt(9999)).toBe(3)
  }
})

test('lines reach from end to end, bars stand within', () => {
  const lines = frameOf({ ...plot, banded: false }, size, 24)
  expect([lines.x(0), lines.x(3)]).toEqual([lines.left, lines.left + lines.width])
  const bars = frameOf(plot, size, 24)
  expect(bars.x(0) - bars.left).toBeCloseTo(bars.band / 2)
  expect(frameOf({ ...plot, between: true }, size, 24).place(0)).toBe(bars.left)
})

test('rows of words above take their room', () => {
  const mark = { at: 0, text: '', dashed: false }
  const tops = [[], [{ ...mark, row: 0 }], [{ ...mark, row: 1 }]].map((marks) => frameOf({ ...plot, marks }, size, 0).top)
  expect(tops[1]! - tops[0]!).toBe(tops[2]! - tops[1]!)
  expect(tops[1]).toBeGreaterThan(tops[0]!)
})

test('stacked values stand on each other, others on the axis, gaps stay', () => {
  const one = { name: '', type: 'bar' as const, color: '', values: [1, null] }
  const both = [{ ...one, stacked: true }, { ...one, stacked: true, values: [2, 3] }]
  expect(spans(both, 2, 0)).toEqual([[[0, 1], [0, null]], [[1, 3], [0, 3]]])
  expect(spans([{ ...one, stacked: false }], 2, -5)).toEqual([[[-5, 1], [-5, null]]])
})

test('the axis names its ends', () => {
  expect(steps(axis)).toEqual([0, 5, 10])
  expect(steps({ ...axis, max: 0.3, interval: 0.1 })).toHaveLength(4)
})
