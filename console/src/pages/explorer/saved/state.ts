/** What of the explorer's URL a saved view keeps: the question, its time, its columns; not what is open just now. Pure. */
import type { ExplorerSearch } from '~/search-params'

export function keptOf(search: ExplorerSearch): ExplorerSearch {
  const { panel: _panel, live: _live, ...kept } = search
  return Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined))
}

/** Whether two questions are the same, whatever order their parts stand in. */
export function isSame(one: ExplorerSearch, other: ExplorerSearch): boolean {
  return sorted(keptOf(one)) === sorted(keptOf(other))
}

function sorted(search: object): string {
  return JSON.stringify(Object.entries(search).sort(([a], [b]) => (a < b ? -1 : 1)))
}
