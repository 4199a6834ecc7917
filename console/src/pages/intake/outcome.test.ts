import { expect, test } from 'vitest'

import { kinds, minutesOf, rateText, reasons, totals } from './outcome'

const OUTCOMES = [
  { outcome: 'accepted', reason: '', kind: 'view', count: 90, bytes: 1300 },
  { outcome: 'accepted', reason: '', kind: 'error', count: 5, bytes: 500 },
  { outcome: 'dropped', reason: 'superseded', kind: 'view', count: 40, bytes: 0 },
  { outcome: 'dropped', reason: 'invalid_json', kind: '', count: 2, bytes: 9, hint: 'the line is not JSON', sample: '{oops' },
  { outcome: 'dropped', reason: 'no_date', kind: 'error', count: 1, bytes: 9, sample: '{"type":"error"}' },
  { outcome: 'dropped', reason: 'no_date', kind: 'view', count: 2, bytes: 9 },
]

test('what was sent twice is not lost', () => {
  expect(totals(OUTCOMES)).toEqual({ accepted: 95, lost: 5, repeated: 40, all: 140, bytes: 1800 })
})

test('reasons: the lost ones first, kinds of one reason together, samples kept', () => {
  const found = reasons(OUTCOMES)
  expect(found.map(({ reason, count }) => [reason, count])).toEqual([['no_date', 3], ['invalid_json', 2], ['superseded', 40]])
  expect(found[0]!.samples).toEqual([{ kind: 'error', text: '{"type":"error"}' }])
  expect(found[1]!.hint).toBe('the line is not JSON')
})

test('kinds: by what was taken', () => {
  expect(kinds(OUTCOMES)).toEqual([
    { kind: 'view', accepted: 90, lost: 2, bytes: 1300, average: 10 },
    { kind: 'error', accepted: 5, lost: 1, bytes: 500, average: 100 },
  ])
})

test('a minute that is to come has no events yet', () => {
  expect(minutesOf({ from: 0, to: 600_000 }, 300_000)).toBe(5)
  expect(minutesOf({ from: 0, to: 600_000 }, 900_000)).toBe(10)
})

test('events a minute have the digits that mean something', () => {
  const said = [0, 0.04, 0.25, 7.22, 96.4, 1568.2].map((value) => rateText(value, String))
  expect(said).toEqual(['0', '<0.1', '0.3', '7.2', '96', '1568'])
})
