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

/** `field:value`; of no value `-field:*`. */
export function term(field: string, value: string | number | boolean | null): string {
  return value === null ? `-${field}:*` : `${field}:${literal(String(value))}`
}

/** `-field:value`; of no value `field:*`. */
export function exclude(field: string, value: string | number | boolean | null): string {
  return value === null ? `${field}:*` : `-${term(field, value)}`
}

/** One text that asks for all of them; a text with OR on its outside gets parentheses. */
export function and(...texts: (string | undefined)[]): string {
  const said = texts.map((text) => text?.trim() ?? '').filter((text) => text !== '')
  if (said.length === 1) return said[0]!
  return [...new Set(said)].map((text) => (/\bOR\b/.test(text) ? `(${text})` : text)).join(' ')
}
