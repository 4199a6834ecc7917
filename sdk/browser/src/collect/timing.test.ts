import { describe, expect, it } from 'vitest'
import { durationOf, kindOf, timingFields, type Timing } from './timing.js'

const entry = (given: Partial<Timing> = {}): Timing =>
  ({
    name: 'https://a.test/app.js?v=1.css',
    initiatorType: 'script',
    startTime: 100,
    duration: 80,
    redirectStart: 0,
    redirectEnd: 0,
    workerStart: 0,
    fetchStart: 110,
    domainLookupStart: 112,
    domainLookupEnd: 114,
    connectStart: 114,
    secureConnectionStart: 118,
    connectEnd: 130,
    requestStart: 131,
    responseStart: 150,
    responseEnd: 180,
    nextHopProtocol: 'h2',
    deliveryType: '',
    renderBlockingStatus: 'blocking',
    contentType: 'text/javascript',
    encodedBodySize: 900,
    decodedBodySize: 2000,
    transferSize: 1200,
    ...given,
  }) as Timing

describe('resource timing', () => {
  it('tells kinds', () => {
    const kinds: [string, string, string][] = [
      ['navigation', '/a.css', 'document'],
      ['xmlhttprequest', '/a.png', 'xhr'],
      ['fetch', '/', 'fetch'],
      ['beacon', '/', 'beacon'],
      ['link', '/a.css', 'css'],
      ['script', '/a.mjs?x', 'js'],
      ['img', '/pixel', 'image'],
      ['css', '/a.woff2#iefix', 'font'],
      ['video', '/stream', 'media'],
      ['other', '/favicon.ico', 'image'],
      ['script', '/loader', 'other'],
    ]
    for (const [initiatorType, path, kind] of kinds) expect(kindOf({ initiatorType, name: `https://a.test${path}` })).toBe(kind)
  })

  it('tells phases, sizes and how it came', () => {
    expect(timingFields(entry())).toEqual({
      type: 'js',
      duration: 80e6,
      protocol: 'h2',
      delivery_type: 'other',
      render_blocking_status: 'blocking',
      size: 2000,
      encoded_body_size: 900,
      decoded_body_size: 2000,
      transfer_size: 1200,
      download: { start: 50e6, duration: 30e6 },
      first_byte: { start: 31e6, duration: 19e6 },
      connect: { start: 14e6, duration: 16e6 },
      ssl: { start: 18e6, duration: 12e6 },
      dns: { start: 12e6, duration: 2e6 },
      response: { headers: { 'content-type': 'text/javascript' } },
    })
  })

  it('tells redirects and workers', () => {
    const { redirect, worker } = timingFields(entry({ redirectStart: 100, redirectEnd: 105, workerStart: 107 }))
    expect([redirect, worker]).toEqual([{ start: 0, duration: 5e6 }, { start: 7e6, duration: 3e6 }])
  })

  it('leaves out phases of a connection that was there already', () => {
    const { connect, ssl, dns } = timingFields(
      entry({ domainLookupStart: 110, domainLookupEnd: 110, connectStart: 110, connectEnd: 110, secureConnectionStart: 0 }),
    )
    expect([connect, ssl, dns]).toEqual([undefined, undefined, undefined])
  })

  it('tells nothing that another origin keeps to itself', () => {
    const zero = { domainLookupStart: 0, domainLookupEnd: 0, connectStart: 0, connectEnd: 0, requestStart: 0, responseStart: 0 }
    const told = timingFields(entry({ ...zero, nextHopProtocol: '', contentType: '' }))
    expect(told).not.toHaveProperty('download')
    expect(told).not.toHaveProperty('size')
    expect(told.protocol).toBeUndefined()
  })

  it('measures a document to its last byte', () => {
    expect(durationOf(entry({ initiatorType: 'navigation', duration: 4000 }))).toBe(80)
    expect(durationOf(entry({ duration: 0 }))).toBe(80)
  })
})
