/** What the browser recorded of this page's own navigation. */

type Navigation = PerformanceNavigationTiming & { activationStart?: number }

export const navigation = (): Navigation | undefined => performance.getEntriesByType('navigation')[0] as Navigation | undefined

/** When the visitor came: 0, or later for a page that was rendered before it was asked for. */
export const activationStart = (): number => navigation()?.activationStart || 0

/** Time to the first byte, if the browser tells one that can be. */
export function firstByte(): number | undefined {
  const start = navigation()?.responseStart
  return start && start <= performance.now() ? start : undefined
}

/** Calls back once the load event is over, when its end is known. */
export function afterLoad(f: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const soon = (): void => void (timer = setTimeout(f))
  if (document.readyState === 'complete') soon()
  else window.addEventListener('load', soon, { once: true })
  return () => {
    clearTimeout(timer)
    window.removeEventListener('load', soon)
  }
}

/** Calls back at once, or when a page rendered in advance is shown. */
export function whenShown(f: () => void): void {
  if ((document as { prerendering?: boolean }).prerendering) document.addEventListener('prerenderingchange', f, { once: true })
  else f()
}
