/** A search text in coloured pieces, with the place that the server could not read. Pure. */

export type Piece = { text: string; kind: 'field' | 'keyword' | 'text'; wrong: boolean }

const PIECES = /(-?@?(?:\\.|[^\s:()"\\])+:)(?!\/\/)|("(?:\\.|[^"\\])*"?)|\b(AND|OR|NOT|TO)\b|(\s+|\\.|[^\s:()"\\]+|.)/gs

/** `wrong` is an offset in characters, as the API counts them; at the end it marks a space behind. */
export function highlight(text: string, wrong?: number): Piece[] {
  const pieces: Piece[] = []
  for (const found of text.matchAll(PIECES)) {
    const kind = found[1] ? 'field' : found[3] ? 'keyword' : 'text'
    pieces.push({ text: found[0], kind, wrong: false })
  }
  return wrong === undefined ? pieces : mark(pieces, offsetOf(text, wrong))
}

/** From characters to the units of a string of JavaScript. */
export function offsetOf(text: string, characters: number): number {
  return [...text].slice(0, characters).join('').length
}

function mark(pieces: Piece[], at: number): Piece[] {
  let start = 0
  const marked = pieces.flatMap((piece) => {
    const inside = at - start
    start += piece.text.length
    if (inside < 0 || inside >= piece.text.length) return [piece]
    const [before, after] = [piece.text.slice(0, inside), piece.text.slice(inside)]
    return [{ ...piece, text: before }, { ...piece, text: after, wrong: true }].filter(({ text }) => text !== '')
  })
  return at >= start ? [...marked, { text: '\u00a0', kind: 'text', wrong: true }] : marked
}
