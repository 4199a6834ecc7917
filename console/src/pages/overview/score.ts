/**
 * Which pages cost visitors the most: how many views had their LCP measured, times how far the
 * page's p75 lies over the threshold. A slow page that nobody opens ranks low, and so does a busy
 * one that is only just too slow. Pure.
 */
import type { Vital } from '~/lib/vitals'

export type Page = {
  /** null: views that carry no name. */
  name: string | null
  views: number
  /** Views with errors. */
  failed: number
  /** p75 in nanoseconds; null where no view has it. */
  lcp: number | null
  /** Views that have an LCP: a change of route within a page has none. */
  measured: number
}

export type Slow = Page & {
  /** How far the p75 lies over the threshold. */
  excess: number
  /** Views × excess. */
  score: number
  /** Its part of the scores of all pages. */
  part: number
}

export function slowest(pages: readonly Page[], vital: Vital): Slow[] {
  const slow = pages
    .map((page) => ({ ...page, excess: Math.max(0, (page.lcp ?? 0) - vital.good) }))
    .map((page) => ({ ...page, score: page.measured * page.excess }))
    .filter(({ score }) => score > 0)
  const all = slow.reduce((sum, { score }) => sum + score, 0)
  return slow.map((page) => ({ ...page, part: page.score / all })).sort((a, b) => b.score - a.score)
}
