import { expect, it } from 'vitest'
import { decimal, newTrace, traceHeaders } from './trace.js'

const trace = { trace: '00d0f046299dcced', span: '0000000000000007', sampled: true }

it('makes ids of 16 digits that no reader takes for negative or for none', () => {
  const seen = new Set<string>()
  for (let at = 0; at < 200; at++) {
    const { trace, span } = newTrace(true)
    for (const id of [trace, span]) {
      expect(id).toMatch(/^[0-7][0-9a-f]{14}[13579bdf]$/)
      seen.add(id)
    }
  }
  expect(seen.size).toBe(400)
})

it('writes decimal ids as the wire has them', () => {
  expect(decimal('e3d0f046299dcced')).toBe('16415884825902042349')
})

it('writes the headers of every propagator', () => {
  expect(traceHeaders(trace, ['tracecontext', 'b3', 'b3multi', 'datadog'], {})).toEqual({
    traceparent: '00-000000000000000000d0f046299dcced-0000000000000007-01',
    tracestate: 'dd=s:1;o:rum',
    b3: '00d0f046299dcced-0000000000000007-1',
    'X-B3-TraceId': '00d0f046299dcced',
    'X-B3-SpanId': '0000000000000007',
    'X-B3-Sampled': '1',
    'x-datadog-origin': 'rum',
    'x-datadog-parent-id': '7',
    'x-datadog-sampling-priority': '1',
    'x-datadog-trace-id': '58810979292400877',
  })
  expect(traceHeaders({ ...trace, sampled: false }, ['tracecontext'], {}).traceparent).toMatch(/-00$/)
})

it('adds baggage of what is known', () => {
  expect(traceHeaders(trace, [], { 'session.id': 's', 'user.id': 'Ada L', 'account.id': undefined })).toEqual({
    baggage: 'session.id=s,user.id=Ada%20L',
  })
})
