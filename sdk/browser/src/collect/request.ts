/**
 * A request by `fetch` or `XMLHttpRequest`, from its start to its end, and the trace it begins.
 * Does not know how requests are caught.
 */
import { drawn } from '../core/values.js'
import type { Hub, RequestPhase } from '../hub.js'
import { propagatorsFor } from './traced.js'
import { newTrace, type Trace, traceHeaders } from './trace.js'

/** Told as it stands at the start and at the end: one object, so that who heard of the start can know the end. */
export interface Request extends RequestPhase {
  by: 'fetch' | 'xhr'
  method: string
  /** On the clock of `performance.now()`. */
  startTime: number
  trace?: Trace
  /** 0 if no answer came. */
  status: number
  /** True if the page itself gave it up. */
  aborted?: boolean
  error?: unknown
  /** True for an answer that the page may not look into: its status says nothing. */
  opaque?: boolean
  /** What `beforeSend` is shown. */
  domain: Record<string, unknown>
}

let last = 0

/** A request that is about to be sent; nothing is told yet. */
export function newRequest(hub: Hub, by: Request['by'], method: unknown, url: string, domain: Request['domain']): Request {
  return { phase: 'start', id: ++last, by, method: String(method || 'GET').toUpperCase(), url, startTime: hub.now(), status: 0, domain }
}

export const absolute = (url: unknown): string => new URL(String(url), document.baseURI).href

/** The headers that carry the trace which the request begins; none if it is to carry none. */
export function beginTrace(hub: Hub, request: Request): Record<string, string> | undefined {
  const { allowedTracingUrls, traceSampleRate, traceContextInjection, propagateTraceBaggage } = hub.options
  const session = hub.viewAt()?.session
  const propagators = propagatorsFor(request.url, allowedTracingUrls)
  if (!session || !propagators.length) return
  const sampled = drawn(session.id, traceSampleRate, 'trace')
  if (!sampled && traceContextInjection !== 'all') return
  request.trace = newTrace(sampled)
  return traceHeaders(
    request.trace,
    propagators,
    propagateTraceBaggage ? { 'session.id': session.id, 'user.id': hub.contextOf('user').id, 'account.id': hub.contextOf('account').id } : {},
  )
}

/** Tells the end, once. A request that reached nobody, unless the page gave it up, began no trace. */
export function endRequest(hub: Hub, request: Request, end: Partial<Request>): void {
  if (request.phase === 'end') return
  Object.assign(request, end, { phase: 'end' })
  if (!request.status && !request.aborted && !request.opaque) request.trace = undefined
  hub.tell('request', request)
}
