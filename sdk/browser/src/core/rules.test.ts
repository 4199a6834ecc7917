import { expect, test } from 'vitest'
import { isOtherView, nameOf } from './location.js'
import { readOptions, type InitOptions, type Options } from './options.js'
import { applyRemote, readRemote } from './remote.js'
import { retryAfter } from './send.js'
import { isOwn, scrub, through } from './url.js'
import { trackInteractions, trackShifts, type Interaction, type LayoutShift } from './vitals.js'

const url = (path: string): URL => new URL(path, 'https://shop.example')

test('names views by their path and their route, with digits as ?', () => {
  expect(nameOf(url('/order/1234/item'))).toBe('/order/?/item')
  expect(nameOf(url('/v2b/x?q=1'))).toBe('/?/x')
  expect(nameOf(url('/app#/user/7?tab=2'))).toBe('/app#/user/?')
})

test('begins another view for another path or route, not for a place in the document', () => {
  document.body.innerHTML = '<p id="terms">'
  expect(isOtherView(url('/a'), url('/a?q=1'))).toBe(false)
  expect(isOtherView(url('/a'), url('/b'))).toBe(true)
  expect(isOtherView(url('/a'), url('/a#terms'))).toBe(false)
  expect(isOtherView(url('/a#/one'), url('/a#/two'))).toBe(true)
  expect(isOtherView(url('/a#/one'), url('/a#/one?x=1'))).toBe(false)
})

test('scrubs values of all parameters, or of those named', () => {
  expect(scrub('https://a/?token=x&b=2#/r?token=y', ['token'])).toBe('https://a/?token=redacted&b=2#/r?token=redacted')
  expect(scrub('https://a/?token=x&b=2', true)).toBe('https://a/?token=redacted&b=redacted')
  expect(scrub('https://a/?token=x', false)).toBe('https://a/?token=x')
})

test('says what is wrong with options, and fills in the rest', () => {
  const right: InitOptions = { applicationId: 'a', clientToken: 'b', endpoint: 'https://solera.example/' }
  expect(readOptions({ ...right, endpoint: undefined })).toMatch(/endpoint/)
  expect(readOptions({ ...right, sessionSampleRate: 101 })).toBe('sessionSampleRate is a number from 0 to 100')
  expect(readOptions({ ...right, allowedTracingUrls: 'x' as never })).toBe('allowedTracingUrls is a list')
  expect(readOptions({ ...right, service: undefined, costBudget: 0 })).toMatchObject({ sessionSampleRate: 100, costBudget: 0 })
})

test('goes straight, through a proxy, or where a function says; and knows its own requests', () => {
  const to = (options: Partial<Options>): string => through(options as Options, '/api/v2/rum', 'ddsource=browser&dd-request-id=1')
  expect(to({ endpoint: 'https://solera.example/' })).toBe('https://solera.example/api/v2/rum?ddsource=browser&dd-request-id=1')
  expect(to({ proxy: '/intake' })).toMatch(/\/intake\?ddforward=%2Fapi%2Fv2%2Frum%3Fddsource%3Dbrowser%26dd-request-id%3D1$/)
  expect(to({ proxy: ({ path, parameters }) => `https://p${path}?${parameters}` })).toBe('https://p/api/v2/rum?ddsource=browser&dd-request-id=1')
  expect(isOwn(to({ proxy: '/intake' }))).toBe(true)
  expect(isOwn('https://shop.example/?ddsource=1')).toBe(false)
})

test('waits as long as the server asks, within reason', () => {
  expect(retryAfter(null)).toBe(0)
  expect(retryAfter('7')).toBe(7000)
  expect(retryAfter('999999')).toBe(600_000)
  expect(retryAfter('soon')).toBe(0)
  expect(retryAfter(new Date(Date.now() + 5000).toUTCString())).toBeGreaterThan(3000)
})

test('takes remote settings of the known shape, never older ones, and only those that fit', () => {
  const answer = { schema_version: 1, version: 3, enabled: true, rum: { sessionSampleRate: 20, traceSampleRate: 900, endpoint: 'x' } }
  expect(readRemote({ ...answer, schema_version: 2 })).toBeUndefined()
  expect(readRemote({ ...answer, version: 2 }, readRemote(answer))).toBeUndefined()
  expect(readRemote('nonsense')).toBeUndefined()
  const options = { sessionSampleRate: 100, traceSampleRate: 100, endpoint: 'e' } as Options
  applyRemote(options, readRemote(answer)!)
  expect(options).toEqual({ sessionSampleRate: 20, traceSampleRate: 100, endpoint: 'e', rcVersion: 3 })
})

test('finds the interaction that two in a hundred are slower than', () => {
  const interactions = trackInteractions()
  for (let index = 1; index <= 120; index++) interactions.add({ interactionId: index * 7, duration: 40 + index } as Interaction)
  expect(interactions.p98()!.duration).toBe(158)
  interactions.add({ interactionId: 7, duration: 1 } as Interaction)
  expect(interactions.p98()!.duration).toBe(158)
})

test('adds layout shifts up by windows, and keeps the worst', () => {
  const shifts = trackShifts()
  const at = (startTime: number, value: number): void => shifts.add({ startTime, value } as LayoutShift)
  at(100, 0.1)
  at(900, 0.2)
  at(3000, 0.15)
  expect(shifts.worst).toBeCloseTo(0.3)
  expect(shifts.greatest!.startTime).toBe(900)
  for (let time = 10_000; time < 16_000; time += 500) at(time, 0.05)
  expect(shifts.worst).toBeCloseTo(0.5)
})
