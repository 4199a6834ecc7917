import { expect, test } from 'vitest'

import type { ExplorerSearch } from '~/search-params'
import { readAnalysis } from './analysis'
import { beforeQuestion, groupsQuestion, histogramQuestion, marksQuestion, seriesLimits, seriesQuestion, totalQuestion, versionsQuestion } from './questions'

const where = { application_id: 'a', range: { from: 11_000, to: 13_000 }, timeZone: 'Asia/Shanghai' }
const asked = (search: ExplorerSearch) => readAnalysis(search)

test('the number of everything, with what it stands on', () => {
  expect(totalQuestion(asked({ fn: 'p75', q: ' view.name:/ ' }), where)).toEqual({
    application_id: 'a',
    event: 'view',
    from: 11_000,
    to: 13_000,
    filter: 'view.name:/',
    compute: [
      { name: '=value', fn: 'percentile', p: 75, field: 'view.largest_contentful_paint' },
      { name: '=n', fn: 'count', filter: 'view.largest_contentful_paint:*' },
    ],
  })
  expect(totalQuestion(asked({}), where).compute).toEqual([{ name: '=value', fn: 'count' }, { name: '=n', fn: 'count' }])
})

test('the period before is as long', () => {
  expect(beforeQuestion(asked({}), where)).toMatchObject({ from: 9000, to: 11_000 })
})

test('groups are named by their number, or by how many events they have', () => {
  const by = ['view.name', 'geo.country']
  expect(groupsQuestion(asked({ by, limit: 5 }), where).group_by).toEqual([
    { field: 'view.name', limit: 5, order_by: { name: '=value', descending: true } },
    { field: 'geo.country', limit: 5, order_by: { name: '=value', descending: true } },
  ])
  expect(groupsQuestion(asked({ by, fn: 'p75' }), where).group_by![0]).toMatchObject({ order_by: { name: '=n', descending: true } })
  expect(groupsQuestion(asked({ by, fn: 'p75', first: 'lowest' }), where).group_by![0]).toMatchObject({ order_by: { name: '=value', descending: false } })
})

test('a table of a measure has more numbers, a table of counts has not', () => {
  const names = (search: ExplorerSearch) => groupsQuestion(asked(search), where, true).compute!.map(({ name }) => name)
  expect(names({ by: ['env'], fn: 'p75' })).toEqual(['=value', '=n', '=p50', '=p95', '=max'])
  expect(names({ by: ['env'] })).toEqual(['=value', '=n'])
  expect(names({ by: ['env'], fn: 'cardinality' })).toEqual(['=value', '=n'])
})

test('time is cut in the zone of the reader', () => {
  expect(seriesQuestion(asked({ by: ['env'] }), where, 500)).toMatchObject({ interval: 500, time_zone: 'Asia/Shanghai', limit: 10_000 })
})

test('rows of all groups and buckets fit into one answer', () => {
  expect(seriesLimits(0, 10, 60)).toEqual([])
  expect(seriesLimits(1, 50, 60)).toEqual([50])
  for (const [fields, limit, buckets] of [[2, 10, 60], [2, 50, 60], [3, 10, 60], [3, 50, 500], [3, 5, 61]] as const) {
    const limits = seriesLimits(fields, limit, buckets)
    expect(limits).toHaveLength(fields)
    expect(limits.reduce((rows, size) => rows * (size + 1), buckets)).toBeLessThanOrEqual(10_000)
    for (const size of limits) expect(size).toBeGreaterThanOrEqual(1)
  }
})

test('a distribution, and what is marked on it', () => {
  const search = asked({ shape: 'distribution', fn: 'p90', field: 'view.first_byte' })
  expect(histogramQuestion(search, where)).toMatchObject({ field: 'view.first_byte', buckets: 40 })
  expect(marksQuestion(search, where).compute!.map(({ name, p }) => [name, p])).toEqual([['=p50', 50], ['=p75', 75], ['=p95', 95], ['=n', undefined]])
})

test('versions are looked for in the time before as well', () => {
  expect(versionsQuestion(where)).toMatchObject({ from: 9000, to: 13_000, event: 'view' })
})
