/**
 * Catches `fetch`: tells of requests, and adds trace headers to those that carry them. The page sees the same
 * answers and the same rejections.
 */
import { isOwn } from '../core/url.js'
import type { Hub } from '../hub.js'
import { absolute, beginTrace, endRequest, newRequest, type Request as Caught } from './request.js'

type Arguments = [input: RequestInfo | URL, init?: RequestInit]

export function startFetch(hub: Hub): void {
  const answered = hub.guard((request: Caught, response: Response) => {
    request.domain.response = response
    endRequest(hub, request, { status: response.status, opaque: response.type === 'opaque' })
  })
  const failed = hub.guard((request: Caught, error: unknown) => {
    // The reason that the page gives for giving it up may be no error at all.
    const { signal } = (request.domain.requestInit || {}) as RequestInit
    const aborted = (error as Error | undefined)?.name === 'AbortError' || signal?.aborted
    request.domain.error = error
    endRequest(hub, request, { error, aborted })
  })
  const begin = hub.guard((call: { args: Arguments; request?: Caught }) => {
    const [input, init] = call.args
    const url = input instanceof Request ? input.url : absolute(input)
    if (isOwn(url)) return
    const method = init?.method || (input instanceof Request ? input.method : 'GET')
    const request = newRequest(hub, 'fetch', method, url, { requestInput: input, requestInit: init })
    const headers = beginTrace(hub, request)
    if (headers) call.args = withHeaders(call.args, headers)
    call.request = request
    hub.tell('request', request)
  })

  hub.patch(window, 'fetch', (original) => function (this: unknown, ...args: unknown[]) {
    const call: Parameters<typeof begin>[0] = { args: args as Arguments }
    begin(call)
    const answer = original.apply(this as typeof globalThis, call.args)
    const { request } = call
    if (!request) return answer
    // What the page gets settles like the original, and a rejection nobody handles is still told as such.
    return answer.then(
      (response) => {
        answered(request, response)
        return response
      },
      (error) => {
        failed(request, error)
        throw error
      },
    )
  })
}

/** The page's own objects stay as they are. */
function withHeaders([input, init]: Arguments, added: Record<string, string>): Arguments {
  const names = Object.keys(added)
  if (input instanceof Request && !init?.headers) {
    const copy = new Request(input)
    names.forEach((name) => copy.headers.set(name, added[name]!))
    return [copy, init]
  }
  const headers = new Headers(init?.headers)
  names.forEach((name) => headers.set(name, added[name]!))
  return [input, { ...init, headers }]
}
