/** Where the keys lead in a list that is walked row by row. Pure. */

type List = {
  /** The row one is at; -1 before the first step. */
  current: number
  count: number
  /** Rows of one page. */
  page: number
  /** Where the walk begins. */
  first?: number
}

/** The row that a key leads to, within the list; undefined for a key that leads nowhere. */
export function placeOf(key: string, { current, count, page, first = 0 }: List): number | undefined {
  const to: Record<string, number> = { ArrowDown: current === -1 ? first : current + 1, ArrowUp: current - 1, PageDown: current + page, PageUp: current - page, Home: 0, End: count - 1 }
  return to[key] === undefined ? undefined : Math.max(Math.min(to[key], count - 1), 0)
}

/** Rows of one page of a box, those at its ends shown twice. */
export function pageOf(box: HTMLElement | null, rowPx: number, shownTwice: number): number {
  return Math.max(Math.floor((box?.clientHeight ?? 0) / rowPx) - shownTwice, 1)
}
