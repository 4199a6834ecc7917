import { describe, expect, it } from 'vitest'

import type { EventJson } from '~/api/queries'
import { history } from './history'
import { clusters, covering, firstAfter, hit, ROOMY, skyline, toLane } from './marks'

const of = (type: string, id: string, date: number, ms = 0): EventJson => ({ type, date, [type]: { id, duration: ms * 1e6 } })
const items = history([
  of('action', 'a1', 0), of('error', 'e1', 5), of('action', 'a2', 50),
  of('resource', 'r1', 10, 40), of('resource', 'r2', 20, 10), of('resource', 'r3', 90, 0),
  of('long_task', 'l1', 30, 20), of('vital', 'v', 100),
]).items
const lane = toLane('lane', items)
const scale = { window: { from: 0, to: 100 }, width: 200 }

describe('a lane', () => {
  it('has points, bars and blocks', () => {
    expect([lane.points, lane.bars, lane.blocks].map((list) => list.map(({ key }) => key))).toEqual([
      ['a1', 'e1', 'a2', 'v'], ['r1', 'r2', 'r3'], ['l1'],
    ])
  })

  it('draws near points as one, led by the gravest', () => {
    expect(clusters(lane.points, scale).map(({ x, items, lead }) => [x, items.length, lead.key])).toEqual([[0, 2, 'e1'], [100, 1, 'a2'], [200, 1, 'v']])
  })

  it('draws points of the window only', () => {
    expect(clusters(lane.points, { window: { from: 40, to: 60 }, width: 200 }).map(({ lead }) => lead.key)).toEqual(['a2'])
  })

  it('counts bars at each pixel, none of them lost', () => {
    const heights = skyline(lane.bars, scale)
    expect(heights).toHaveLength(200)
    expect([heights[19], heights[20], heights[45], heights[70], heights[180], heights[181]]).toEqual([0, 1, 2, 1, 1, 0])
    expect([...skyline(lane.bars, { window: { from: 200, to: 300 }, width: 10 })]).toEqual(Array(10).fill(0))
  })

  it('tells what covers a moment, the shortest first', () => {
    expect(covering(lane.bars, 50, scale).map(({ key }) => key)).toEqual(['r2', 'r1'])
  })

  it('is hit by its parts', () => {
    const at = (x: number, y: number) => hit(lane, x, y, scale, ROOMY).map(({ key }) => key)
    expect(at(3, ROOMY.points)).toEqual(['e1', 'a1'])
    expect(at(50, ROOMY.barsTop + 2)).toEqual(['r2', 'r1'])
    expect(at(70, ROOMY.blocksTop + 1)).toEqual(['l1', 'r1'])
    expect(at(140, ROOMY.points)).toEqual([])
  })
})

it('finds the first after a moment', () => {
  expect([firstAfter(items, -1), firstAfter(items, 5), firstAfter(items, 101)]).toEqual([0, 1, 8])
})
