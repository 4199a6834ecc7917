/**
 * Code in the few kinds that are coloured: comments, texts, numbers, words of the language. Reads
 * only what snippets are made of, a line of sight and not a compiler; what it does not know is plain.
 * Pure; the pieces joined are the code.
 */
import type { Language } from './snippet'

export type Kind = 'comment' | 'string' | 'number' | 'keyword' | 'plain'
export type Piece = { kind: Kind; text: string }

const KEYWORDS: Record<Language, string> = {
  js: 'import|from|require|const|new|await|true|false|function|var|window|document',
  html: '(?<=<|</)script|src(?==)|crossorigin(?==)|const|new|true|false|function|var|window|document',
  swift: 'import|let|var|with|true|false',
  kotlin: 'import|val|var|this|implementation|true|false',
  dart: 'import|final|const|await|async|true|false',
  csharp: 'using|var|new|true|false',
  shell: 'curl|npm|ohpm|install|cd|pod|flutter|pub|add|date',
}

const STRINGS: Record<Language, string> = {
  js: `'(?:\\\\.|[^'\\\\])*'`,
  html: `'(?:\\\\.|[^'\\\\])*'|"[^"]*"`,
  swift: `"(?:\\\\.|[^"\\\\])*"`,
  kotlin: `"(?:\\\\.|[^"\\\\])*"`,
  dart: `'(?:\\\\.|[^'\\\\])*'`,
  csharp: `"(?:\\\\.|[^"\\\\])*"`,
  // Quoted pieces that touch are one text to a shell.
  shell: `(?:'[^']*'|"[^"]*"|\\\\')+`,
}

function pattern(language: Language): RegExp {
  // A comment needs a blank or the line's start before it: an address holds two slashes too.
  const comment = language === 'shell' ? '(?<=^|\\s)#.*' : '(?<=^|\\s)//.*'
  const word = `(?<![\\w.$-])(?:${KEYWORDS[language]})(?![\\w-])`
  const number = '(?<![\\w.-])\\d+(?:\\.\\d+)?f?(?![\\w.])'
  return new RegExp(`(?<comment>${comment})|(?<string>${STRINGS[language]})|(?<keyword>${word})|(?<number>${number})`, 'gm')
}

export function highlight(code: string, language: Language): Piece[] {
  const pieces: Piece[] = []
  let end = 0
  for (const found of code.matchAll(pattern(language))) {
    if (found.index > end) pieces.push({ kind: 'plain', text: code.slice(end, found.index) })
    const kind = (['comment', 'string', 'keyword', 'number'] as const).find((name) => found.groups?.[name] !== undefined)
    pieces.push({ kind: kind ?? 'plain', text: found[0] })
    end = found.index + found[0].length
  }
  if (end < code.length) pieces.push({ kind: 'plain', text: code.slice(end) })
  return pieces
}
