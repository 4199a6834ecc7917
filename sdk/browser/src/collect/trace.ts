/**
 * Trace context: ids, and the headers that carry them. Knows no request and no session.
 */
import type { Propagator } from '../core/options.js'

/** The trace and the span that a request begins; 64 bits each, 16 hexadecimal digits. */
export interface Trace {
  trace: string
  span: string
  sampled: boolean
}

/** 64 random bits; the highest is 0, as some readers take ids for signed numbers, and the lowest 1, as 0 is no id. */
function randomId(): string {
  const [high, low] = crypto.getRandomValues(new Uint32Array(2)) as unknown as [number, number]
  const hex = (bits: number): string => (bits >>> 0).toString(16).padStart(8, '0')
  return hex(high & 0x7fffffff) + hex(low | 1)
}

export const newTrace = (sampled: boolean): Trace => ({ trace: randomId(), span: randomId(), sampled })

/** An id as the wire and the `datadog` headers have it. */
export const decimal = (id: string): string => BigInt(`0x${id}`).toString()

/** The headers for a request. `baggage` stands in a header of its own. */
export function traceHeaders({ trace, span, sampled }: Trace, propagators: Propagator[], baggage: Record<string, unknown>): Record<string, string> {
  const flag = sampled ? '1' : '0'
  const headers: Record<string, string> = {}
  for (const propagator of propagators) {
    if (propagator === 'tracecontext') {
      headers.traceparent = `00-${trace.padStart(32, '0')}-${span}-0${flag}`
      headers.tracestate = `dd=s:${flag};o:rum`
    } else if (propagator === 'b3') {
      headers.b3 = `${trace}-${span}-${flag}`
    } else if (propagator === 'b3multi') {
      headers['X-B3-TraceId'] = trace
      headers['X-B3-SpanId'] = span
      headers['X-B3-Sampled'] = flag
    } else if (propagator === 'datadog') {
      headers['x-datadog-origin'] = 'rum'
      headers['x-datadog-parent-id'] = decimal(span)
      headers['x-datadog-sampling-priority'] = flag
      headers['x-datadog-trace-id'] = decimal(trace)
    }
  }
  const items = Object.entries(baggage).filter(([, value]) => typeof value === 'string')
  if (items.length) headers.baggage = items.map(([key, value]) => `${key}=${encodeURIComponent(value as string)}`).join()
  return headers
}
