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

/** Runs it; gives main-thread and script time, heap, time of `init`, and bytes sent until the page was left. */
export async function visit(browser, site, { slowdown }) {
  site.sent.length = 0
  const context = await browser.newContext({ viewport: VIEWPORT })
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  const before = await metrics(devtools)
  await page.goto(`${site.address}/list`)
  await play(page)
  const after = await metrics(devtools)
  const initMs = await page.evaluate(() => window.initMs ?? 0)
  await devtools.send('HeapProfiler.collectGarbage')
  const { JSHeapUsedSize } = await metrics(devtools)
  const task = (after.TaskDuration - before.TaskDuration) * 1000
  const script = (after.ScriptDuration - before.ScriptDuration) * 1000
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  await page.goto(`${site.address}/away`)
  await page.waitForTimeout(300)
  await context.close()
  return { task, script, heap: JSHeapUsedSize / 1024, initMs, bytes: site.sent.reduce((sum, bytes) => sum + bytes, 0), requests: site.sent.length }
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
