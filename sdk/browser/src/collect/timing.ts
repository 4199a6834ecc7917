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

/** Kinds by what asked for it, and by how the path ends. */
const KINDS: [string, RegExp][] = [
  ['document', /^navigation /],
  ['xhr', /^xmlhttprequest /],
  ['fetch', /^fetch /],
  ['beacon', /^beacon /],
  ['css', /\.css$/i],
  ['js', /\.m?js$/i],
  ['image', /^(image|img|icon) |\.(gif|jpe?g|tiff|png|svg|ico|webp|avif)$/i],
  ['font', /\.(woff2?|eot|ttf|otf)$/i],
  ['media', /^(audio|video) |\.(mp[34]|webm|ogg)$/i],
]

/** The kind of a resource: document, xhr, fetch, beacon, css, js, image, font, media or other. */
export function kindOf({ initiatorType, name }: Pick<Timing, 'initiatorType' | 'name'>): string {
  const asked = `${initiatorType} ${name.split(/[?#]/, 1)[0]}`
  return KINDS.find(([, pattern]) => pattern.test(asked))?.[0] || 'other'
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

/** Each phase with where it starts and ends. */
const PHASES = [
  ['redirect', 'redirectStart', 'redirectEnd'],
  ['worker', 'workerStart', 'fetchStart'],
  ['dns', 'domainLookupStart', 'domainLookupEnd'],
  ['connect', 'connectStart', 'connectEnd'],
  ['ssl', 'secureConnectionStart', 'connectEnd'],
  ['first_byte', 'requestStart', 'responseStart'],
  ['download', 'responseStart', 'responseEnd'],
] as const
/** In the order in which a browser comes to them. */
const MOMENTS = [
  'startTime', 'fetchStart', 'domainLookupStart', 'domainLookupEnd', 'connectStart', 'connectEnd', 'requestStart', 'responseStart', 'responseEnd',
] as const

/** The phases, from the start of the resource; none where the browser may not tell them (another origin's). */
function phases(entry: Timing): Fields {
  const { startTime, fetchStart } = entry
  const fields: Fields = {}
  if (MOMENTS.some((moment, at) => at && entry[MOMENTS[at - 1]!] > entry[moment])) return fields
  for (const [name, from, to] of PHASES) {
    const [start, end] = [entry[from], entry[to]]
    // A connection that was there already begins and ends where the fetch starts; what did not happen is at 0.
    const early = /^[rw]/.test(name)
    const happened = early ? end > startTime && end <= fetchStart && (start || name === 'redirect') : end > fetchStart && start
    if (happened && startTime <= start && start <= end) fields[name] = { duration: ns(end - start), start: ns(start - startTime) }
  }
  return fields
}
