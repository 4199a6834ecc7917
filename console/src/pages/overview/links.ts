/** Where the page's numbers lead: the question that made each of them, as the explorer's URL. Pure. */
import { and } from '~/lib/search-text'
import type { TimeRange } from '~/lib/time-range'
import type { ExplorerSearch, OverviewSearch } from '~/search-params'

/** The page's time and search text, and what the number adds to them. */
export function toExplorer(search: OverviewSearch, more: ExplorerSearch): ExplorerSearch {
  const { range, from, to, tz } = search
  return { range, from, to, tz, ...more, q: and(search.q, more.q) || undefined }
}

/** The same of one bucket, as far as it lies within the page's time. */
export function toMoment(search: OverviewSearch, range: TimeRange, start: number, step: number, more: ExplorerSearch): ExplorerSearch {
  const [from, to] = [Math.max(start, range.from), Math.min(start + step, range.to)]
  return toExplorer(search, { ...more, range: undefined, from, to })
}

/** A number over time in the explorer's analytics. */
export function toSeries(search: OverviewSearch, more: ExplorerSearch): ExplorerSearch {
  return toExplorer(search, { tab: 'analytics', shape: 'line', ...more })
}
