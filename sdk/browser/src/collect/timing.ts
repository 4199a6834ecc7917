/**
 * A `PerformanceResourceTiming` as the fields of a resource event: kind, phases, sizes.
 * Knows no request and no hub.
 */
import { ns } from '../core/values.js'
import type { Fields } from '../hub.js'

/** What newer browsers add. */
export type Timing = PerformanceResourceTiming & {
  responseStatus?: number
  deliveryType?: string
  renderBlockingStatus?: string
  contentType?: string
}

/** The kind by what asked for it; what is missing here is told by the path. */
const BY_INITIATOR: Record<string, string> = {
  navigation: 'document',
  xmlhttprequest: 'xhr',
  fetch: 'fetch',
  beacon: 'beacon',
}
const BY_NAME: [string, RegExp, RegExp][] = [
  ['css', /^$/, /\.css$/i],
  ['js', /^$/, /\.m?js$/i],
  ['image', /^(image|img|icon)$/, /\.(gif|jpe?g|tiff|png|svg|ico|webp|avif)$/i],
  ['font', /^$/, /\.(woff2?|eot|ttf|otf)$/i],
  ['media', /^(audio|video)$/, /\.(mp[34]|webm|ogg)$/i],
]

/** The kind of a resource: document, xhr, fetch, beacon, css, js, image, font, media or other. */
export function kindOf({ initiatorType, name }: Pick<Timing, 'initiatorType' | 'name'>): string {
  const path = name.split(/[?#]/, 1)[0]!
  return BY_INITIATOR[initiatorType] || BY_NAME.find(([, by, ending]) => by.test(initiatorType) || ending.test(path))?.[0] || 'other'
}

/** Milliseconds; a document's entry lasts until the page is loaded, and Safari says 0 for what it may not tell. */
export function durationOf(entry: Timing): number {
  const { duration, startTime, responseEnd, initiatorType } = entry
  return initiatorType === 'navigation' || (!duration && startTime < responseEnd) ? responseEnd - startTime : duration
}

/** All that the entry tells, but its URL and the status. */
export function timingFields(entry: Timing): Fields {
  const { startTime, responseStart, deliveryType, contentType } = entry
  const went = startTime < responseStart
  return {
    type: kindOf(entry),
    duration: ns(durationOf(entry)),
    protocol: entry.nextHopProtocol || undefined,
    delivery_type: deliveryType === '' ? 'other' : deliveryType,
    render_blocking_status: entry.renderBlockingStatus,
    ...(went && {
      size: entry.decodedBodySize,
      encoded_body_size: entry.encodedBodySize,
      decoded_body_size: entry.decodedBodySize,
      transfer_size: entry.transferSize,
    }),
    ...phases(entry),
    response: contentType ? { headers: { 'content-type': contentType } } : undefined,
  }
}

/** The phases, from the start of the resource; none where the browser may not tell them (another origin's). */
function phases(entry: Timing): Fields | undefined {
  const { startTime, fetchStart, redirectStart, redirectEnd, workerStart, connectStart, connectEnd, secureConnectionStart } = entry
  const { domainLookupStart, domainLookupEnd, requestStart, responseStart, responseEnd } = entry
  const order = [startTime, fetchStart, domainLookupStart, domainLookupEnd, connectStart, connectEnd, requestStart, responseStart, responseEnd]
  const redirected = startTime < redirectEnd
  if (!ordered(order) || (redirected && !ordered([startTime, redirectStart, redirectEnd, fetchStart]))) return
  const phase = (happened: boolean, start: number, end: number): Fields | undefined =>
    happened && startTime <= start && start <= end ? { duration: ns(end - start), start: ns(start - startTime) } : undefined
  const connected = fetchStart < connectEnd
  return {
    download: phase(true, responseStart, responseEnd),
    first_byte: phase(true, requestStart, responseStart),
    connect: phase(connected, connectStart, connectEnd),
    ssl: phase(connected && connectStart <= secureConnectionStart, secureConnectionStart, connectEnd),
    dns: phase(fetchStart < domainLookupEnd, domainLookupStart, domainLookupEnd),
    redirect: phase(redirected, redirectStart, redirectEnd),
    worker: phase(workerStart > 0 && workerStart < fetchStart, workerStart, fetchStart),
  }
}

const ordered = (times: number[]): boolean => times.every((time, at) => !at || times[at - 1]! <= time)
