// One visit of ten seconds to the typical page, driven by real input at the same moments in every run.
// What the browser counted comes from its own Performance domain.
const VIEWPORT = { width: 1280, height: 800 }
const VISIT_MS = 10_000
const MORE = [85, 30]
const NEXT = [255, 30]
const NOTHING = [425, 30]
const SEARCH = [120, 80]

/** What happens when, in milliseconds from the page's load. */
const SCRIPT = [
  ...[500, 1100, 1700, 2300, 2900].map((at) => [at, (page) => page.mouse.click(...MORE)]),
  [3400, (page) => page.mouse.click(...NOTHING)],
  [3900, (page) => page.mouse.click(...SEARCH)],
  ...[...'Thing 1'].map((key, at) => [4100 + at * 120, (page) => page.keyboard.press(key === ' ' ? 'Space' : key)]),
  [5200, (page) => page.mouse.wheel(0, 600)],
  [5600, (page) => page.mouse.wheel(0, 600)],
  [6200, (page) => page.mouse.click(...NEXT)],
  ...[6900, 7500, 8100, 8700].map((at) => [at, (page) => page.mouse.click(...MORE)]),
  [9300, (page) => page.mouse.wheel(0, -1200)],
]

/** What the SDK still sends when the page is left has come by then. */
const LATE_MS = 500

/** Runs it; gives main-thread and script time, heap, and bytes sent until the page was left. */
export async function visit(browser, site, { slowdown, during = (_devtools, run) => run() }) {
  const context = await browser.newContext({ viewport: VIEWPORT })
  const page = await context.newPage()
  // The process that the page will have, past its start.
  await page.goto(`${site.address}/away`)
  const devtools = await context.newCDPSession(page)
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  site.sent.length = 0
  const before = await metrics(devtools)
  await during(devtools, async () => {
    await page.goto(`${site.address}/list`)
    await play(page)
  })
  const after = await metrics(devtools)
  await devtools.send('HeapProfiler.collectGarbage')
  const { JSHeapUsedSize } = await metrics(devtools)
  const spent = (name) => (after[name] - before[name]) * 1000
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  await page.goto(`${site.address}/away`)
  await page.waitForTimeout(LATE_MS)
  await context.close()
  const sum = (what) => site.sent.reduce((total, one) => total + one[what], 0)
  return { task: spent('TaskDuration'), script: spent('ScriptDuration'), heap: JSHeapUsedSize / 1024, bytes: sum('bytes'), wire: sum('wire'), requests: site.sent.length }
}

/** How long `init` takes on a page that nobody slows down, in a process of its own; 0 without an SDK. */
export async function timeOfInit(browser, site) {
  const context = await browser.newContext({ viewport: VIEWPORT })
  const page = await context.newPage()
  await page.goto(`${site.address}/list`)
  const ms = await page.evaluate(() => window.initMs ?? 0)
  await context.close()
  return ms
}

async function play(page) {
  const begin = Date.now()
  const until = (at) => new Promise((resolve) => setTimeout(resolve, begin + at - Date.now()))
  for (const [at, act] of SCRIPT) {
    await until(at)
    await act(page)
  }
  await until(VISIT_MS)
}

async function metrics(devtools) {
  const { metrics } = await devtools.send('Performance.getMetrics')
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]))
}
