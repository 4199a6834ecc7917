/**
 * What was thrown, whatever it is, as the fields of an error event: message, type, stack, causes.
 * Knows neither where it was caught nor how it is sent.
 */
import { copy } from '../core/values.js'
import type { Fields } from '../hub.js'
import { stackOf } from './stack.js'

/** Causes and aggregated errors kept of one error, all together. */
const CAUSES_MAX = 10
const MESSAGE_LENGTH_MAX = 10_000

export type Source = 'source' | 'console' | 'custom' | 'report' | 'network'

/** An error event's own fields, and what comes with it. */
export interface Described {
  fields: Fields
  /** What the application put on the error for its context. */
  context?: unknown
}

/** Errors of other frames are no instances of this one's `Error`. */
export function isError(value: unknown): value is Error {
  return value instanceof Error || Object.prototype.toString.call(value) === '[object Error]'
}

/** Any value in words. */
export const asText = (value: unknown, indent?: number): string => String(JSON.stringify(copy(value), undefined, indent))

/** `prefix` stands before what is no error: who gave it. */
export function describe(value: unknown, source: Source, prefix: 'Uncaught' | 'Provided'): Described {
  const causes = causesOf(value, source)
  const { dd_context: context, dd_fingerprint: fingerprint } = (value && typeof value === 'object' ? value : {}) as Fields
  return {
    fields: {
      ...plain(value, source, `${prefix} `),
      causes: causes.length ? causes : undefined,
      fingerprint: fingerprint === undefined ? fingerprint : String(fingerprint),
    },
    context,
  }
}

function plain(value: unknown, source: Source, prefix = ''): Fields {
  const { name: type, message = prefix + asText(value) } = isError(value) ? value : ({} as Partial<Error>)
  return {
    source,
    type,
    message: String(message || 'Empty message').slice(0, MESSAGE_LENGTH_MAX),
    stack: isError(value) ? stackOf(value) : undefined,
  }
}

/** The chain of causes, nearest first, and of an `AggregateError` the errors in it. */
function causesOf(error: unknown, source: Source): Fields[] {
  const found = new Set<unknown>([error])
  for (const one of found) {
    if (!isError(one)) continue
    const { cause, errors } = one as Error & { cause?: unknown; errors?: unknown }
    for (const inner of [cause, ...(Array.isArray(errors) ? errors.slice(0, CAUSES_MAX) : [])]) {
      if (inner != null && found.size <= CAUSES_MAX) found.add(inner)
    }
  }
  return Array.from(found).slice(1).map((one) => plain(one, source))
}
