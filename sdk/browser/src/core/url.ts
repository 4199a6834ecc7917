/**
 * Where a request goes, straight to the server or through a proxy, and what is left out of URLs.
 */
import type { Options } from './options.js'

declare const __VERSION__: string

/** The intake's URL for a path and parameters; a proxy gets both, as users of the dialect know it. */
export function through(options: Options, path: string, parameters: string): string {
  const { proxy } = options
  if (typeof proxy === 'function') return proxy({ path, parameters })
  if (proxy) return `${new URL(proxy, location.href).href}?ddforward=${encodeURIComponent(`${path}?${parameters}`)}`
  return `${options.endpoint!.replace(/\/+$/, '')}${path}?${parameters}`
}

/** Parameters of one attempt to upload; each attempt has a request id of its own. */
export function uploadParameters(options: Options, requestId: string, batchTime: number, more: string): string {
  return (
    `ddsource=browser&dd-api-key=${options.clientToken}&dd-evp-origin-version=${__VERSION__}` +
    `&dd-evp-origin=browser&dd-request-id=${requestId}&batch_time=${batchTime}${more}`
  )
}

/** Whether a URL is one of the SDK's own uploads, which are no resources of the page. */
export const isOwn = (url: string): boolean => /ddsource(=|%3D).*dd-request-id/.test(url)

/** A URL with the values of parameters replaced: of all, or of those named. */
export function scrub(url: string, which: boolean | string[] | undefined): string {
  if (!which || !/[?#]/.test(url)) return url
  return url.replace(/([?&#;]([^=&#?;]+)=)[^&#;]*/g, (whole, start: string, name: string) =>
    which === true || which.includes(decodeURIComponent(name)) ? `${start}redacted` : whole,
  )
}
