/**
 * A resource event for every entry of the browser's resource timing, with what is known of the request behind it;
 * for the document; and for requests that failed so early that the browser timed nothing.
 */
import { isOwn } from '../core/url.js'
import { ns, uuid } from '../core/values.js'
import type { Hub, Start } from '../hub.js'
import { whenIdle } from './idle.js'
import { observe } from '../core/observe.js'
import type { Request } from './request.js'
import { tell } from './tell.js'
import { type Timing, timingFields } from './timing.js'
import { decimal } from './trace.js'

/** The entry may come before the page's promise settles, and with it the end of the request: so long it is waited for. */
const MATCH_WAIT_MS = 50
/** A failed request that has no entry by then gets none. */
const ENTRY_WAIT_MS = 1_000
/** Ended requests kept for their entries: an entry comes when the whole body is there. */
const ENDED_MAX = 1_000
const DATA_URL = /^(data:[^,]{0,100},)[^]*/

export const startResources: Start = (hub) => {
  const idle = whenIdle(hub)
  const ended = new Set<Request>()
  const due = new Set<Timing>()
  const settle = hub.guard((entries: Iterable<Timing>) => {
    for (const entry of entries) if (due.delete(entry)) tellResource(hub, entry, take(ended, entry))
  })
  /** Of one that the browser has no entry for. */
  const tellFailed = hub.guard((request: Request) => {
    if (ended.delete(request)) tellResource(hub, undefined, request)
  })

  hub.on('request', (phase) => {
    if (phase.phase !== 'end') return
    const request = phase as Request
    request.endTime = hub.now()
    ended.add(request)
    if (ended.size > ENDED_MAX) ended.delete(first(ended)!)
    if (hasFailed(request)) setTimeout(tellFailed, ENTRY_WAIT_MS, request)
  })
  observe<Timing>(hub, 'resource', (entries) => {
    const requests: Timing[] = []
    for (const entry of entries) {
      if (entry.duration < 0 || isOwn(entry.name)) continue
      if (/^(fetch|xmlhttprequest)$/.test(entry.initiatorType)) requests.push(entry)
      else idle.push(() => tellResource(hub, entry))
    }
    if (!requests.length) return
    requests.forEach((entry) => due.add(entry))
    setTimeout(settle, MATCH_WAIT_MS, requests)
  })
  whenInteractive(hub, () => {
    const [entry] = performance.getEntriesByType('navigation')
    if (entry) idle.push(() => tellResource(hub, entry as Timing))
  })
  // After the observer has handed in what it still had.
  hub.on('exit', () => {
    idle.finish()
    settle(due)
    ended.forEach((request) => hasFailed(request) && tellFailed(request))
  })
}

const first = <T>(set: Set<T>): T | undefined => set.values().next().value
const hasFailed = ({ status, opaque }: Request): boolean => !status && !opaque
const withoutHash = (url: string): string => url.split('#', 1)[0]!

/** The request behind an entry: the one that began last before it. */
function take(ended: Set<Request>, { name, startTime }: Timing): Request | undefined {
  let found: Request | undefined
  for (const request of ended) {
    const before = request.startTime <= startTime && withoutHash(request.url) === withoutHash(name)
    if (before && !(found && found.startTime > request.startTime)) found = request
  }
  if (found) ended.delete(found)
  return found
}

function tellResource(hub: Hub, entry?: Timing, request?: Request): void {
  const traced = request?.trace?.sampled ? request.trace : undefined
  if (!hub.options.trackResources && !traced) return
  const startTime = entry ? entry.startTime : request!.startTime
  const resource = {
    id: uuid(),
    ...(entry ? timingFields(entry) : { type: request!.by, duration: ns((request!.endTime as number) - startTime) }),
    method: request?.method,
    status_code: request ? request.status : entry!.responseStatus || undefined,
    url: (request?.url || entry!.name).replace(DATA_URL, '$1[...]'),
  }
  const _dd = {
    discarded: !hub.options.trackResources,
    trace_id: traced && decimal(traced.trace),
    span_id: traced && decimal(traced.span),
    rule_psr: traced && hub.options.traceSampleRate / 100,
  }
  tell(hub, 'resource', startTime, { resource, _dd }, { performanceEntry: entry, isAborted: !!request?.aborted, ...request?.domain })
}

/** As soon as the document is parsed. */
function whenInteractive(hub: Hub, f: () => void): void {
  if (document.readyState === 'loading') hub.listen(document, ['DOMContentLoaded'], f)
  else f()
}
