/** How hard a password is to guess, roughly: enough for a hint, not for a promise. Pure. */
export type Strength = 'short' | 'weak' | 'fair' | 'strong'

/** The server's least. */
export const PASSWORD_CHARS_MIN = 10
const FAIR = 40
const STRONG = 60

const COMMON = /password|passwort|letmein|welcome|qwert|asdf|iloveyou|admin|solera|(.)\1{3,}|0123|1234|2345|4567|6789|abcd/gi

export function strength(password: string, email: string): Strength {
  const length = [...password].length
  if (length < PASSWORD_CHARS_MIN) return 'short'
  const name = email.split('@')[0] ?? ''
  // What everybody tries first is worth one character.
  const known = password.replace(COMMON, '_')
  const left = name.length > 2 ? known.replaceAll(new RegExp(escape(name), 'gi'), '_') : known
  const bits = [...left].length * Math.log2(alphabet(left)) * variety(left)
  if (bits < FAIR) return 'weak'
  return bits < STRONG ? 'fair' : 'strong'
}

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Out of how many characters each was chosen, as far as one sees. */
function alphabet(text: string): number {
  const kinds: [RegExp, number][] = [[/[a-z]/, 26], [/[A-Z]/, 26], [/\d/, 10], [/[ -/:-@[-`{-~]/, 20], [/[^ -~]/, 100]]
  return Math.max(2, kinds.reduce((sum, [kind, size]) => sum + (kind.test(text) ? size : 0), 0))
}

/** Few different characters repeated say less. */
const variety = (text: string) => Math.min(1, (new Set(text).size / [...text].length) * 1.6)
