/** A measure's distribution as bars between edges, and a choice among those edges. Pure. */
import type { Bounds } from '~/lib/search-term'
import { readEnd, writeMeasure } from '../search/measure'

export type Distribution = { edges: number[]; counts: number[]; isOpen: boolean }

/** The last bucket may have no end: then the last edge is only where it starts to be drawn. */
export function distributionOf(answer: { rows: unknown[][] }): Distribution {
  const counts = answer.rows.map((row) => Number(row[2]))
  const starts = answer.rows.map((row) => Number(row[0]))
  const end = answer.rows.at(-1)?.[1]
  const width = starts.length > 1 ? starts[1]! - starts[0]! : 1
  const isOpen = end === null || end === undefined
  return { edges: starts.length === 0 ? [] : [...starts, isOpen ? starts.at(-1)! + width : Number(end)], counts, isOpen }
}

/** Which edges a text's range lies at; a bound between two edges counts as the nearer one outside. */
export function edgesOf({ edges }: Distribution, bounds: Bounds | undefined, unit: string): [number, number] {
  const last = edges.length - 1
  const [min, max] = [readEnd(bounds?.min, unit), readEnd(bounds?.max, unit)]
  const low = min === undefined ? 0 : Math.max(0, edges.findLastIndex((edge) => edge <= min))
  const high = max === undefined ? last : edges.findIndex((edge) => edge >= max)
  return [low, high < 0 ? last : Math.max(high, low)]
}

/** The range between two edges; what reaches an end of the whole has no bound there. */
export function boundsAt({ edges }: Distribution, [low, high]: [number, number], unit: string): Bounds {
  const last = edges.length - 1
  return {
    min: low <= 0 ? undefined : writeMeasure(edges[low]!, unit),
    max: high >= last ? undefined : writeMeasure(edges[high]!, unit),
  }
}
