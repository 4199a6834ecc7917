/**
 * Writes search texts: the console builds a question's filter out of clicks. Reading them is the
 * server's; here is only what a term looks like and how terms are joined.
 */

/** What must stand behind a backslash outside quotes. */
const SPECIAL = /[\s:"*?\-><,()[\]\\{}]/

/** A value as it stands behind `field:`, in quotes when it holds anything that has a meaning. */
export function literal(value: string): string {
  if (value !== '' && !SPECIAL.test(value) && !/^(AND|OR|NOT|TO)$/.test(value)) return value
  return `"${value.replace(/[\\"]/g, '\\$&')}"`
}

/**
 * A field's path as it stands before the colon. Its own escapes (a dot within a key) stay; what
 * would end the path, or means something at its beginning, gets a backslash.
 */
export function path(field: string): string {
  return field.replace(/\\.|[\s:()"]|^[-@]/g, (found) => (found.startsWith('\\') ? found : `\\${found}`))
}

/** `field:value`; of no value `-field:*`. */
export function term(field: string, value: string | number | boolean | null): string {
  return value === null ? `-${path(field)}:*` : `${path(field)}:${literal(String(value))}`
}

/** `-field:value`; of no value `field:*`. */
export function exclude(field: string, value: string | number | boolean | null): string {
  return value === null ? `${path(field)}:*` : `-${term(field, value)}`
}

/** One text that asks for all of them; a text with OR on its outside gets parentheses. */
export function and(...texts: (string | undefined)[]): string {
  const said = [...new Set(texts.map((text) => text?.trim() ?? '').filter((text) => text !== ''))]
  if (said.length === 1) return said[0]!
  return said.map((text) => (hasOuterOr(text) ? `(${text})` : text)).join(' ')
}

/** Whether OR stands in it as a word of its own, outside quotes and parentheses. */
function hasOuterOr(text: string): boolean {
  const bare = text.replace(/\\./g, '_').replace(/"[^"]*"/g, '_')
  let depth = 0
  for (const word of bare.match(/[()]|[^\s()]+/g) ?? []) {
    if (word === '(') depth += 1
    else if (word === ')') depth -= 1
    else if (word === 'OR' && depth === 0) return true
  }
  return false
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Terms that a bare word may stand for: a word is looked for in texts, and an id is in none. */
export function idTerms(typed: string): string[] {
  const word = typed.trim()
  if (word.length < 3 || /[\s:"()*?<>]/.test(word)) return []
  const fields = UUID.test(word) ? ['session.id', 'view.id', 'usr.id'] : word.includes('@') ? ['usr.email'] : /\d/.test(word) ? ['usr.id'] : []
  return fields.map((field) => `${field}:${literal(word)}`)
}
