import { describe, expect, it } from 'vitest'

import { slowest, type Page } from './score'
import { LCP } from './questions'

const SECOND = 1e9
const page = (name: string, measured: number, seconds: number | null): Page => ({
  name, views: measured * 2, failed: 0, lcp: seconds === null ? null : seconds * SECOND, measured,
})

describe('the slowest pages', () => {
  it('are ranked by views and by how far they are too slow', () => {
    const pages = [page('/rare', 10, 9), page('/busy', 1000, 2.9), page('/slow', 200, 4.5)]
    expect(slowest(pages, LCP).map(({ name }) => name)).toEqual(['/busy', '/slow', '/rare'])
  })
  it('count the views that have an LCP, times the excess', () => {
    expect(slowest([page('/', 200, 3)], LCP)[0]).toMatchObject({ excess: 0.5 * SECOND, score: 100 * SECOND, part: 1 })
  })
  it('leave out pages that are fast enough, or have no LCP', () => {
    expect(slowest([page('/fast', 1e6, 2.5), page('/none', 0, null)], LCP)).toEqual([])
  })
  it('are parts of one whole', () => {
    const parts = slowest([page('/a', 30, 4), page('/b', 7, 3.1)], LCP).map(({ part }) => part)
    expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(1)
  })
})
