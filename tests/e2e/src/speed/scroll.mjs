// How evenly a long list scrolls: the times between frames while the wheel turns, first while its
// rows are still coming, then through those that are there.
import { quantile, round } from './numbers.mjs'

const FRAME_MS = 1000 / 60
/** As fast as a person who looks for something turns the wheel. */
const PX_PER_S = 6000
const SECONDS = 5
/** A list that gets no longer for so long has failed to. */
const STALLED_MS = 20_000

/** Scrolls to `wanted` rows, then over them; gives the frames of both. */
export async function scrolling(page, wanted) {
  const box = page.getByRole('grid', { name: /newest first/ })
  await box.locator('[role=row][data-index]').first().waitFor()
  const session = await page.context().newCDPSession(page)
  const { x, y, width, height } = await box.boundingBox()
  const at = { x: Math.round(x + width / 2), y: Math.round(y + height / 2) }
  await page.mouse.move(at.x, at.y)
  const gesture = (yDistance, speed) => session.send('Input.synthesizeScrollGesture', { ...at, yDistance, speed, gestureSourceType: 'mouse', preventFling: true })
  const rows = () => box.evaluate((element) => Math.floor(element.scrollHeight / 28))

  await page.evaluate(frames)
  const coming = await measured(page, () => gesture(-PX_PER_S * SECONDS, PX_PER_S))
  await fill(box, rows, wanted)
  const loaded = await rows()
  await box.evaluate((element) => element.scrollTo({ top: 0 }))
  await page.waitForTimeout(500)
  const there = await measured(page, () => gesture(-PX_PER_S * SECONDS, PX_PER_S))
  const fast = await measured(page, () => gesture(-PX_PER_S * 4 * 2, PX_PER_S * 4))
  const back = await measured(page, () => gesture(PX_PER_S * SECONDS, PX_PER_S))
  return [
    { list: 'while rows come', rows: null, ...coming },
    { list: 'rows are there', rows: loaded, ...there },
    { list: 'four times as fast', rows: loaded, ...fast },
    { list: 'back up', rows: loaded, ...back },
  ]
}

/** Jumps to the end until there are so many rows. */
async function fill(box, rows, wanted) {
  let [last, since] = [await rows(), Date.now()]
  while (last < wanted) {
    await box.evaluate((element) => element.scrollTo({ top: element.scrollHeight }))
    await new Promise((resolve) => setTimeout(resolve, 50))
    const now = await rows()
    if (now > last) [last, since] = [now, Date.now()]
    else if (Date.now() - since > STALLED_MS) throw new Error(`the list stays at ${now} rows`)
  }
}

async function measured(page, scroll) {
  await page.evaluate(() => window.frames_.start())
  await scroll()
  const { times, blank, tasks } = await page.evaluate(() => window.frames_.stop())
  const late = times.filter((ms) => ms > FRAME_MS * 1.5).length
  const seconds = times.reduce((all, ms) => all + ms, 0) / 1000
  return {
    frames: times.length, fps: round(times.length / seconds, 1), p50: round(quantile(times, 0.5), 1), p95: round(quantile(times, 0.95), 1), p99: round(quantile(times, 0.99), 1), max: round(quantile(times, 1), 1),
    late_pct: round((100 * late) / times.length, 1), blank_frames: blank, long_tasks: tasks,
  }
}

/** In the page: the time between frames, and how many of them show an empty stretch of list. */
function frames() {
  const box = document.querySelector('[role=grid][aria-rowcount]')
  let [running, last, times, blank, tasks] = [false, 0, [], 0, 0]
  new PerformanceObserver((list) => (tasks += list.getEntries().length)).observe({ type: 'longtask' })
  const isBlank = () => {
    const { left, top, width, height } = box.getBoundingClientRect()
    const hit = document.elementFromPoint(left + width / 2, top + height / 2)
    return !hit?.closest('[role=row], [role=grid] > * > :last-child:not([role=rowgroup])')
  }
  const each = (now) => {
    if (!running) return
    if (last) times.push(now - last)
    last = now
    if (isBlank()) blank += 1
    requestAnimationFrame(each)
  }
  window.frames_ = {
    start() {
      ;[running, last, times, blank, tasks] = [true, 0, [], 0, 0]
      requestAnimationFrame(each)
    },
    stop() {
      running = false
      return { times, blank, tasks }
    },
  }
}
