/**
 * Errors: thrown and not caught, rejected and not handled, on the console, reported by the browser, of requests
 * that failed, and those the application adds. Knows nothing of grouping.
 */
import { uuid } from '../core/values.js'
import type { About, Call, Fields, Hub, Start } from '../hub.js'
import { asText, type Described, describe, isError } from './error.js'
import { violation, watchReports } from './reports.js'
import type { Request } from './request.js'
import { framesOf, stackText } from './stack.js'
import { tell } from './tell.js'

type Handling = 'handled' | 'unhandled'

/** What the entry points for frameworks know beyond an error and its context. */
export interface ErrorDetails {
  /** Names the handling stack: who caught it. */
  what?: string
  /** The components it came through, innermost first. */
  componentStack?: string
}

/** `Uncaught TypeError: words`, as browsers write what they may not hand out. */
const MESSAGE = /^(?:uncaught (?:exception: )?)?(?:(\w*Error): )?([^]*)$/i

export const startErrors: Start = (hub) => {
  hub.provide({
    addError({ time, stack }: Call, error: unknown, context?: unknown, more: ErrorDetails = {}) {
      const described = describe(error, 'custom', 'Provided')
      described.fields.component_stack = more.componentStack
      emitError(hub, described, 'handled', error, { startTime: time, context }, handlingStack(more.what || 'error', stack))
    },
  })
  if (!hub.options.trackErrors) return
  hub.listen(window, ['error', 'unhandledrejection', 'securitypolicyviolation'], (event) => seen(hub, event))
  // What the page's stub saw before the SDK was there.
  hub.provide({ early: ({ time }: Call, event: Event) => seen(hub, event, { startTime: time }) })
  watchConsole(hub)
  watchReports(hub, (described, report) => emitError(hub, described, 'unhandled', report))
  hub.on('request', (request) => request.phase === 'end' && failed(hub, request as Request))
}

/** Where the SDK was called, without the SDK's own frames. */
export function handlingStack(what: string, stack = '', own = 1): string | undefined {
  const frames = framesOf(stack).slice(own)
  return frames.length ? stackText('HandlingStack', what, frames) : undefined
}

function emitError(hub: Hub, { fields, context }: Described, handling: Handling, original: unknown, about: About = {}, stack?: string): void {
  const { startTime = hub.now() } = about
  const error = { id: uuid(), ...fields, handling, handling_stack: stack, source_type: 'browser' }
  tell(hub, 'error', startTime, { error, context }, { error: original, handlingStack: stack }, about.context)
}

/** An event of the page about an error that nobody caught; of an element that did not load, which is no error here, too. */
function seen(hub: Hub, event: Event, about?: About): void {
  if (event instanceof ErrorEvent) emitError(hub, thrown(event), 'unhandled', event.error ?? event.message, about)
  else if (event.type === 'unhandledrejection') {
    const reason = (event as PromiseRejectionEvent).reason || 'Empty reason'
    emitError(hub, describe(reason, 'source', 'Uncaught'), 'unhandled', reason, about)
  } else if (event.type !== 'error') {
    emitError(hub, violation(event as SecurityPolicyViolationEvent), 'unhandled', event, about)
  }
}

function thrown({ error, message, filename, lineno, colno }: ErrorEvent): Described {
  const value: unknown = error ?? message
  const described = describe(value, 'source', 'Uncaught')
  if (!isError(value)) {
    const [, type, text] = MESSAGE.exec(message)!
    if (type) Object.assign(described.fields, { type, message: text })
    if (filename) described.fields.stack = stackText(type, text!, [{ url: filename, line: `${lineno}`, column: `${colno}` }])
  }
  return described
}

function watchConsole(hub: Hub): void {
  const noted = hub.guard((args: unknown[], stack?: string) => {
    const error = args.find(isError)
    const described = error ? describe(error, 'console', 'Provided') : { fields: { source: 'console' } as Fields }
    described.fields.message = args.map(inWords).join(' ')
    emitError(hub, described, 'handled', error, {}, handlingStack('console error', stack, 2))
  })
  hub.patch(console, 'error', (original) => (...args: unknown[]) => {
    original.apply(console, args)
    noted(args, new Error().stack)
  })
}

const inWords = (value: unknown): string =>
  typeof value === 'string' ? value : isError(value) ? `${value.name}: ${value.message}` : asText(value, 2)

/** No answer, though nobody gave the request up; or an answer that the server failed. */
function failed(hub: Hub, { by, method, url, status, aborted, opaque, error, startTime }: Request): void {
  if (aborted || opaque || (status && status < 500)) return
  const { type, stack } = describe(error, 'network', 'Provided').fields
  const fields = {
    source: 'network',
    message: `${by === 'xhr' ? 'XHR' : 'Fetch'} error ${method} ${url}`,
    type,
    stack,
    resource: { method, url, status_code: status },
  }
  emitError(hub, { fields }, 'unhandled', error, { startTime })
}
