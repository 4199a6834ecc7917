// What runs inside a page that is measured: when the frame, the first data and the last of it were
// painted, how long the main thread was busy, how long each interaction waited for its paint.
// Put there before the page's own scripts; it only watches.
import { webVitals } from '../inp.mjs'

/** Has the page watched. Give it a context, before the first page is opened. */
export async function watch(context) {
  await context.addInitScript({ content: `${webVitals};(${inPage})()` })
}

/** Text of what is called in the page; it sees nothing of this file. */
function inPage() {
  if (window.top !== window || window.speed) return
  const SHELL = 'nav[aria-label] a[aria-current=page], nav[aria-label] a[data-here]'
  // What says that something is still to come.
  const BUSY = '[role=status][aria-label], [aria-busy=true], [class*=mantine-Skeleton-root][data-visible]'
  const FIRST = { overview: 'main [role=group] .num', explorer: 'main [role=row][data-index]', analytics: 'main [role=img]', other: 'main h1' }
  // Without a change for so long, and nothing on its way, a page has come to rest.
  const QUIET_MS = 400
  const speed = (window.speed = { marks: {}, tasks: [], interactions: new Map(), inp: null, from: 0, changed: 0 })

  const kind = () => (location.search.includes('tab=analytics') ? FIRST.analytics : (FIRST[location.pathname.split('/')[3]] ?? FIRST.other))
  const hasText = (element) => element && /\d/.test(element.textContent)
  const found = {
    shell: () => document.querySelector(SHELL),
    first: () => (kind() === FIRST.overview ? [...document.querySelectorAll(kind())].some(hasText) : document.querySelector(kind())),
  }
  const channel = new MessageChannel()
  let painted = []
  channel.port1.onmessage = () => {
    const now = performance.now()
    for (const mark of painted.splice(0)) mark(now)
  }
  /** After the frame that shows what is in the document now. */
  const afterPaint = (mark) => requestAnimationFrame(() => painted.push(mark) === 1 && channel.port2.postMessage(0))

  const look = () => {
    speed.changed = performance.now()
    for (const [name, isThere] of Object.entries(found)) {
      if (name in speed.marks || !isThere()) continue
      speed.marks[name] = null
      afterPaint((now) => (speed.marks[name] ??= now - speed.from))
    }
    afterPaint((now) => (speed.lastPaint = now - speed.from))
  }
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true, characterData: true })

  /** Begins anew: an interaction, or another page without a new document. */
  speed.begin = () => Object.assign(speed, { marks: {}, from: performance.now(), changed: performance.now(), lastPaint: 0, tasks: [] })
  speed.isQuiet = () => !document.querySelector(BUSY) && performance.now() - speed.changed > QUIET_MS
  speed.take = () => {
    const all = [...speed.interactions.values()]
    speed.interactions.clear()
    return all
  }

  const observe = (type, options, each) => new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true, ...options })
  observe('longtask', {}, ({ startTime, duration }) => speed.tasks.push({ at: startTime - speed.from, ms: duration }))
  // What web-vitals makes its INP of, here for each interaction by itself.
  observe('event', { durationThreshold: 16 }, ({ interactionId, duration, name, processingStart, processingEnd, startTime }) => {
    if (!interactionId) return
    const known = speed.interactions.get(interactionId)
    if (known && known.ms >= duration) return
    speed.interactions.set(interactionId, { name, ms: duration, delay: processingStart - startTime, work: processingEnd - processingStart })
  })
  webVitals.onINP(({ value }) => (speed.inp = value), { reportAllChanges: true, durationThreshold: 16 })
}

/** Until the page has come to rest; then its marks. */
export async function rested(page, timeout = 30_000) {
  await page.waitForFunction(() => window.speed?.isQuiet(), undefined, { timeout, polling: 50 })
  return page.evaluate(() => {
    const { marks, lastPaint, tasks, inp } = window.speed
    return { ...marks, settled: lastPaint, tasks, inp }
  })
}
