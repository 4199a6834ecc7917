/**
 * Texts as literals of the languages that snippets are written in. What a person typed must
 * neither end the literal nor, in a page, the script that it stands in. Pure.
 */

const ESCAPES: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

function escape(text: string, special: RegExp): string {
  return text.replace(special, '\\$&').replace(/[\n\r\t]/g, (char) => ESCAPES[char]!)
}

/** `'text'` in JavaScript, also inside `<script>`. */
export function js(text: string): string {
  return `'${escape(text, /[\\']/g).replace(/</g, '\\u003c')}'`
}

/** `"text"` in Swift. */
export function swift(text: string): string {
  return `"${escape(text, /[\\"]/g)}"`
}

/** `"text"` in Kotlin, where `$` begins a template. */
export function kotlin(text: string): string {
  return `"${escape(text, /[\\"$]/g)}"`
}

/** `'text'` in Dart, where `$` begins a template. */
export function dart(text: string): string {
  return `'${escape(text, /[\\'$]/g)}'`
}

/** `'text'` in a POSIX shell. */
export function shell(text: string): string {
  return `'${text.replace(/'/g, `'\\''`)}'`
}

/** A value of an HTML attribute. */
export function attribute(text: string): string {
  return `"${text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;')}"`
}

/** A text on one line, as a comment needs it. */
export function line(text: string): string {
  return text.replace(/[\r\n\u2028\u2029]+/g, ' ')
}
