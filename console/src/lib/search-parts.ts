/**
 * A search text cut into its outermost parts, so that a click can add or take away one and leave
 * the others as they were typed. Knows the shape of the language, no field; reading the text for
 * good is the server's.
 */
export type Part = { text: string; from: number; to: number }
export type Parts = {
  parts: Part[]
  /** Whether OR stands between some of them: then they are one condition together. */
  or: boolean
}

/** Undefined where a quote, a range or a parenthesis is not closed. */
export function split(text: string): Parts | undefined {
  const found: Part[] = []
  let or = false
  let not: number | undefined
  let at = skipSpace(text, 0)
  while (at < text.length) {
    const to = partEnd(text, at)
    if (to === undefined) return undefined
    const said = text.slice(at, to)
    if (said === 'OR') or = true
    else if (said === 'NOT') not ??= at
    else if (said !== 'AND') {
      const from = not ?? at
      found.push({ text: text.slice(from, to), from, to })
      not = undefined
    }
    at = skipSpace(text, to)
  }
  return { parts: found, or }
}

function skipSpace(text: string, at: number): number {
  while (at < text.length && /\s/.test(text[at]!)) at += 1
  return at
}

/** Where the part that starts at `start` ends. */
function partEnd(text: string, start: number): number | undefined {
  let at = start
  while (at < text.length) {
    const char = text[at]!
    const before = text.slice(start, at)
    if (/\s/.test(char) || char === ')') break
    if (char === '\\') at += 2
    else if (char === '"') {
      if (before !== '' && before !== '-' && !/[:><=]$/.test(before)) break
      return quoteEnd(text, at)
    } else if (char === '(') {
      if (before !== '' && before !== '-' && !before.endsWith(':')) break
      return parenthesisEnd(text, at)
    } else if ((char === '[' || char === '{') && before.endsWith(':')) return rangeEnd(text, at)
    else at += 1
  }
  return at === start ? undefined : Math.min(at, text.length)
}

/** Behind the quote that closes the one at `open`. */
export function quoteEnd(text: string, open: number): number | undefined {
  for (let at = open + 1; at < text.length; at += 1) {
    if (text[at] === '\\' && (text[at + 1] === '"' || text[at + 1] === '\\')) at += 1
    else if (text[at] === '"') return at + 1
  }
  return undefined
}

function parenthesisEnd(text: string, open: number): number | undefined {
  let depth = 0
  for (let at = open; at < text.length; at += 1) {
    const char = text[at]
    if (char === '\\') at += 1
    else if (char === '"') {
      const end = quoteEnd(text, at)
      if (end === undefined) return undefined
      at = end - 1
    } else if (char === '(') depth += 1
    else if (char === ')') {
      depth -= 1
      if (depth === 0) return at + 1
    }
  }
  return undefined
}

function rangeEnd(text: string, open: number): number | undefined {
  for (let at = open + 1; at < text.length; at += 1) {
    const char = text[at]
    if (char === '\\') at += 1
    else if (char === '"') {
      const end = quoteEnd(text, at)
      if (end === undefined) return undefined
      at = end - 1
    } else if (char === ']' || char === '}') return at + 1
  }
  return undefined
}
