/** The address of what is on screen, for somebody else: it says in which zone times are shown. */

/** With `fixed`, what ended "now" is told as two moments, so that it shows the same for ever. */
export function shareLink(href: string, timeZone: string, fixed?: { from: number; to: number }): string {
  const url = new URL(href)
  url.searchParams.set('tz', timeZone)
  if (fixed && url.searchParams.get('from') === null) {
    url.searchParams.delete('range')
    url.searchParams.set('from', String(fixed.from))
    url.searchParams.set('to', String(fixed.to))
  }
  return url.href
}
