/** What stands at the caret of a search text, to complete it: a field, or a value of one. Pure. */

export type AtCaret =
  /** A word without a colon: the beginning of a field, or text to look for. */
  | { kind: 'field'; typed: string; from: number; to: number }
  /** Behind a field's colon; `sign` is what compares, if anything. */
  | { kind: 'value'; field: string; typed: string; sign: string; from: number; to: number }

type Within = { field: string | undefined }

export function atCaret(text: string, caret: number): AtCaret {
  const stack: Within[] = []
  let start = 0
  let field: string | undefined
  let quoted: number | undefined
  for (let at = 0; at < caret; at += 1) {
    const char = text[at]!
    if (quoted !== undefined) {
      if (char === '\\') at += 1
      else if (char === '"') quoted = undefined
    } else if (char === '\\') at += 1
    else if (char === '"') quoted = at
    else if (/\s/.test(char)) {
      start = at + 1
      field = undefined
    } else if (char === '(') {
      stack.push({ field })
      start = at + 1
      field = undefined
    } else if (char === ')') {
      stack.pop()
      start = at + 1
      field = undefined
    } else if (char === ':' && field === undefined) {
      field = text.slice(start, at).replace(/^(-@?|@)/, '')
      start = at + 1
    }
  }
  const named = field ?? stack.findLast((one) => one.field)?.field
  return named ? value(text, named, start, caret) : word(text, start, caret)
}

function word(text: string, start: number, caret: number): AtCaret {
  const sign = /^(-@?|@)/.exec(text.slice(start, caret))?.[0].length ?? 0
  const from = start + sign
  return { kind: 'field', typed: text.slice(from, caret), from, to: wordEnd(text, caret) }
}

function value(text: string, field: string, start: number, caret: number): AtCaret {
  const sign = /^(>=?|<=?)/.exec(text.slice(start, caret))?.[0] ?? ''
  const from = start + sign.length
  const typed = text.slice(from, caret)
  const to = typed.startsWith('"') ? quoteEnd(text, from, caret) : wordEnd(text, caret)
  const plain = typed.replace(/^"/, '').replace(/\\(.)/g, '$1')
  return { kind: 'value', field, typed: plain, sign, from, to }
}

function wordEnd(text: string, caret: number): number {
  const rest = /^[^\s()":]*/.exec(text.slice(caret))![0]
  return caret + rest.length
}

function quoteEnd(text: string, from: number, caret: number): number {
  const close = text.indexOf('"', Math.max(caret, from + 1))
  return close < 0 ? text.length : close + 1
}

/** The text with what was chosen in place of what was typed, and where the caret stands then. */
export function complete(text: string, { from, to }: { from: number; to: number }, chosen: string): { text: string; caret: number } {
  const field = chosen.endsWith(':')
  const rest = field && text[to] === ':' ? text.slice(to + 1) : text.slice(to)
  const space = field || /^[\s)]/.test(rest) ? '' : ' '
  return { text: text.slice(0, from) + chosen + space + rest, caret: from + chosen.length + (field ? 0 : 1) }
}
