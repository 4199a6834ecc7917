/**
 * Stacks in the one form the server reads, whatever the browser writes: `at name @ url:line:column`.
 * Knows Chromium's lines and those of Firefox and Safari; knows nothing of events.
 */

interface Frame {
  name?: string
  url: string
  line?: string
  column?: string
}

/** Firefox keeps 128 frames, Chromium 10; what is deeper than this is recursion. */
const FRAMES_MAX = 60

/** `at name (url:1:2)`, `at url:1:2`, `at async url:1:2`. */
const CHROMIUM = /^\s*at (?:(.*?) ?\()?(?:async )?(.*?)(?::(\d+))?(?::(\d+))?\)?\s*$/
/** The place in the page where code given as text was run, which is where someone can look. */
const CHROMIUM_EVAL = /^eval at .*?\((\S*):(\d+):(\d+)\)/
/** `name@url:1:2`. */
const GECKO = /^\s*(.*?)@(.*?)(?::(\d+))?(?::(\d+))?\s*$/
const GECKO_EVAL = /^(\S+) line (\d+)(?: > eval line \d+)* > (?:eval|Function)/

/** The frames of a stack as the browser wrote it, its message left out. */
export function framesOf(stack: string, head = ''): Frame[] {
  const lines = (stack.startsWith(head) ? stack.slice(head.length) : stack).split('\n')
  const chromium = lines.some((line) => /^\s*at .*[\d)>]\s*$/.test(line))
  const frames: Frame[] = []
  for (const line of lines) {
    const parts = (chromium ? CHROMIUM : GECKO).exec(line)
    if (!parts || frames.length === FRAMES_MAX) continue
    const evaluated = (chromium ? CHROMIUM_EVAL : GECKO_EVAL).exec(parts[2]!)
    const [, url, at, column] = evaluated || parts.slice(1)
    frames.push({ name: parts[1], url: url!, line: at, column })
  }
  return frames
}

/** A stack in the server's form. */
export function stackText(name: string | undefined, message: string, frames: Frame[]): string {
  const place = ({ url, line, column }: Frame): string => url + (line ? `:${line}` : '') + (line && column ? `:${column}` : '')
  return `${name || 'Error'}: ${message}${frames.map((frame) => `\n  at ${frame.name || '<anonymous>'} @ ${place(frame)}`).join('')}`
}

/** The stack of an error in the server's form, or nothing when the browser gave none. */
export function stackOf(error: Error): string | undefined {
  const { name, message, stack } = error
  return typeof stack === 'string' && stack ? stackText(name, message, framesOf(stack, String(error))) : undefined
}
