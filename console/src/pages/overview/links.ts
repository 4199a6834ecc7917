/** Where the page's numbers lead: the question that made each of them, as the explorer's URL. Pure. */
import { and } from '~/lib/search-text'
import type { ExplorerSearch, OverviewSearch } from '~/search-params'

/** The page's time and search text, and what the number adds to them. */
export function toExplorer(search: OverviewSearch, more: ExplorerSearch): ExplorerSearch {
  const { range, from, to, tz } = search
  return { range, from, to, tz, ...more, q: and(search.q, more.q) || undefined }
}

/** The same of one stretch within the page's time. */
export function toMoment(search: OverviewSearch, from: number, step: number, more: ExplorerSearch): ExplorerSearch {
  return toExplorer(search, { ...more, range: undefined, from, to: from + step })
}

/** A number over time in the explorer's analytics. */
export function toSeries(search: OverviewSearch, more: ExplorerSearch): ExplorerSearch {
  return toExplorer(search, { tab: 'analytics', shape: 'line', ...more })
}
