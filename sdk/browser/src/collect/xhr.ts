/**
 * Catches `XMLHttpRequest`: tells of requests, and adds trace headers to those that carry them.
 */
import { isOwn } from '../core/url.js'
import type { Hub } from '../hub.js'
import { absolute, beginTrace, endRequest, newRequest, type Request } from './request.js'

const DONE = 4

export function startXhr(hub: Hub): void {
  const opened = new WeakMap<XMLHttpRequest, { method: unknown; url: string; request?: Request }>()
  const { prototype } = XMLHttpRequest

  const end = (xhr: XMLHttpRequest, aborted?: boolean): void => {
    const request = opened.get(xhr)?.request
    if (request) endRequest(hub, request, { status: aborted ? 0 : xhr.status, aborted: aborted || request.aborted })
  }
  const open = hub.guard((xhr: XMLHttpRequest, [method, url]: unknown[]) => {
    // Opened again under way: the first request ends without a word.
    end(xhr, true)
    if (!opened.has(xhr)) {
      // Listened to from the start, before the page's own handlers: some abort what is done, and the status is gone.
      xhr.addEventListener('readystatechange', hub.guard(() => xhr.readyState === DONE && end(xhr)))
    }
    opened.set(xhr, { method, url: absolute(url) })
  })
  const send = hub.guard((xhr: XMLHttpRequest) => {
    const about = opened.get(xhr)
    if (!about || isOwn(about.url)) return
    about.request = newRequest(hub, 'xhr', about.method, about.url, { xhr })
    const headers = beginTrace(hub, about.request)
    for (const name in headers) xhr.setRequestHeader(name, headers[name]!)
    hub.tell('request', about.request)
  })
  const abort = hub.guard((xhr: XMLHttpRequest) => {
    const request = opened.get(xhr)?.request
    if (request) request.aborted = true
  })

  hub.patch(prototype, 'open', (original) => function (this: XMLHttpRequest, ...args: unknown[]) {
    original.apply(this, args as Parameters<typeof original>)
    open(this, args)
  })
  hub.patch(prototype, 'send', (original) => function (this: XMLHttpRequest, ...args) {
    send(this)
    return original.apply(this, args)
  })
  hub.patch(prototype, 'abort', (original) => function (this: XMLHttpRequest) {
    abort(this)
    return original.call(this)
  })
}
