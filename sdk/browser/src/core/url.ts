/**
 * Where a request goes: the intake's path and parameters, straight to the server or through a proxy.
 */
import type { Options } from './options.js'
import { uuid } from './values.js'

declare const __VERSION__: string

/** The URL of one upload; each attempt gets an id of its own, as the dialect has it. */
export function urlFor(options: Options, more = ''): string {
  const path = '/api/v2/rum'
  const parameters =
    `ddsource=browser&dd-api-key=${options.clientToken}&dd-evp-origin-version=${__VERSION__}` +
    `&dd-evp-origin=browser&dd-request-id=${uuid()}&batch_time=${Math.round(performance.timeOrigin + performance.now())}${more}`
  const { proxy } = options
  if (typeof proxy === 'function') return proxy({ path, parameters })
  if (proxy) return `${new URL(proxy, location.href).href}?ddforward=${encodeURIComponent(`${path}?${parameters}`)}`
  return `${options.endpoint.replace(/\/$/, '')}${path}?${parameters}`
}
