/**
 * Which of many short texts somebody means who has typed a few letters of one. Pure. All letters
 * must be there in order; those at the start of words, and next to each other, count more.
 */

const NEXT_TO_EACH_OTHER = 4
const STARTS_WORD = 6
const STARTS_TEXT = 4
const WHOLE = 1000

/** The higher the better; undefined when it does not match. An empty query matches all alike. */
export function score(query: string, text: string): number | undefined {
  const [wanted, within] = [fold(query).replace(/\s+/g, ''), fold(text)]
  if (wanted === '') return 0
  const whole = within.indexOf(fold(query).trim())
  // Found as typed, it is better than any scattered letters, and the better the earlier.
  if (whole >= 0) return WHOLE - Math.min(whole, 100) + (isWordStart(within, whole) ? 200 : 0) - Math.min(within.length, 99) / 100
  let [total, from] = [0, 0]
  let last = -2
  for (const letter of wanted) {
    const at = find(within, letter, from, last)
    if (at < 0) return undefined
    if (at === last + 1) total += NEXT_TO_EACH_OTHER
    if (isWordStart(within, at)) total += STARTS_WORD
    if (at === 0) total += STARTS_TEXT
    last = at
    from = at + 1
  }
  return total - within.length / 100
}

/** The letter that follows at once, else that which starts a word, else the next. */
function find(within: string, letter: string, from: number, last: number): number {
  if (within[last + 1] === letter) return last + 1
  for (let at = within.indexOf(letter, from); at >= 0; at = within.indexOf(letter, at + 1)) {
    if (isWordStart(within, at)) return at
  }
  return within.indexOf(letter, from)
}

const isWordStart = (text: string, at: number) => at === 0 || /[\s/_.:·-]/.test(text[at - 1]!)

const fold = (text: string) => text.normalize('NFKD').replace(/\p{Diacritic}/gu, '').toLowerCase()

/** Whether it was found as typed, and not by letters here and there. */
export const isWhole = (points: number | undefined) => points !== undefined && points > WHOLE / 2

/** Those that match, the best first; equally good ones stay in their order. */
export function filter<T>(query: string, all: readonly T[], text: (one: T) => string): T[] {
  return all
    .map((one) => ({ one, points: score(query, text(one)) }))
    .filter((scored): scored is { one: T; points: number } => scored.points !== undefined)
    .sort((a, b) => b.points - a.points)
    .map(({ one }) => one)
}
