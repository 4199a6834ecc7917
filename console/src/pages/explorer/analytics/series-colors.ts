/**
 * Which colour each value has. A value keeps its colour as long as the page is open, whatever is
 * filtered or sorted; a new one gets the colour that the fewest on screen have. Pure, but for the
 * memory that it is handed.
 */

/** How many different colours there are, as in `ui/colors.ts`. */
const COLORS = 8

export type Memory = Map<string, number>

/** The place of each name among the colours. */
export function assign(memory: Memory, names: readonly string[]): Map<string, number> {
  const uses = Array.from({ length: COLORS }, () => 0)
  for (const name of names) {
    const known = memory.get(name)
    if (known !== undefined) uses[known]! += 1
  }
  for (const name of names) {
    if (memory.has(name)) continue
    const color = uses.indexOf(Math.min(...uses))
    memory.set(name, color)
    uses[color]! += 1
  }
  return new Map(names.map((name) => [name, memory.get(name)!]))
}
