import { describe, expect, it } from 'vitest'

import { VITALS } from '~/lib/vitals'
import {
  between, bound, countries, earlier, errorsOverTime, good, pages, poor, sessions, top, totals, totalsOverTime, vitals,
  vitalsBefore, type Asking,
} from './questions'

const DAY = 86_400_000
const asking: Asking = { applicationId: 'A', range: { from: 10 * DAY, to: 11 * DAY }, q: 'env:production', timeZone: 'Europe/Berlin' }
/** As many computes as the server takes. */
const COMPUTES_MAX = 20

describe('the questions of the overview', () => {
  const all = [totals, sessions, totalsOverTime, vitals, vitalsBefore, pages, countries].map((make) => make(asking))

  it('are all narrowed by the search text, of one application', () => {
    for (const question of [...all, errorsOverTime(asking, 'type'), top(asking, 'os.name')]) {
      expect(question.filter).toBe('env:production')
      expect(question.application_id).toBe('A')
    }
  })
  it('have no filter where there is no search text', () => {
    expect(totals({ ...asking, q: '' }).filter).toBeUndefined()
  })
  it('ask no more at once than the server answers', () => {
    for (const { compute } of all) expect(compute!.length).toBeLessThanOrEqual(COMPUTES_MAX)
  })
  it('compare with as long a time that ends where this one begins', () => {
    expect(earlier(asking).range).toEqual({ from: 9 * DAY, to: 10 * DAY })
    expect(vitalsBefore(asking)).toMatchObject({ from: 9 * DAY, to: 10 * DAY })
  })
  it('cut days in the zone of the reader', () => {
    expect(totalsOverTime(asking)).toMatchObject({ interval: 3_600_000, time_zone: 'Europe/Berlin' })
  })
  it('stack errors by what the URL says', () => {
    expect(errorsOverTime(asking, 'source').group_by![0]!.field).toBe('error.source')
    expect(errorsOverTime(asking, 'type').group_by![0]!.field).toBe('error.type')
  })
})

describe('the classes of a vital', () => {
  const [lcp, , cls] = VITALS
  it('are bounded in a unit that the search text knows', () => {
    expect(bound(lcp!, lcp!.good)).toBe('2500ms')
    expect(bound(cls!, cls!.poor)).toBe('0.25')
  })
  it('leave no view out and take none twice', () => {
    expect(good(lcp!)).toBe('view.largest_contentful_paint:<=2500ms')
    expect(between(lcp!)).toBe('view.largest_contentful_paint:>2500ms view.largest_contentful_paint:<=4000ms')
    expect(poor(lcp!)).toBe('view.largest_contentful_paint:>4000ms')
  })
})
