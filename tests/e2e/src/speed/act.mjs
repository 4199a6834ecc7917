// Does things on a page as a person would, by key and pointer, and notes for each how long the
// paint after it took, and until the page had come to rest again.
import { rested } from './watch.mjs'

/** Longer than this nobody waits for one interaction. */
const ACT_MS = 10_000
const TYPED_MS = 60

export class Actor {
  constructor(page, where) {
    Object.assign(this, { page, where, done: [], failed: [] })
  }

  /** One interaction under a name; one that cannot be done is told, and the rest goes on. */
  async act(name, does) {
    const { page } = this
    try {
      await rested(page, ACT_MS)
      await page.evaluate(() => (window.speed.begin(), window.speed.take()))
      await does(page)
      await this.note(name)
    } catch (error) {
      this.failed.push({ where: this.where, name, why: String(error.message).split('\n')[0] })
    }
  }

  /** Letters in one go, each an interaction; the page may be at work on the one before. */
  async type(name, text) {
    await this.act(name, (page) => page.keyboard.type(text, { delay: TYPED_MS }))
  }

  press(name, key, times = 1) {
    return this.act(name, async (page) => {
      for (let time = 0; time < times; time++) await page.keyboard.press(key, { delay: 20 })
    })
  }

  click(name, find, options = {}) {
    return this.act(name, (page) => find(page).first().click({ timeout: ACT_MS, ...options }))
  }

  /** Drags across the middle of something, from one share of its width to another. */
  drag(name, find, from = 0.3, to = 0.6) {
    return this.act(name, async (page) => {
      const { x, y, width, height } = await find(page).first().boundingBox({ timeout: ACT_MS })
      await page.mouse.move(x + width * from, y + height / 2)
      await page.mouse.down()
      await page.mouse.move(x + width * ((from + to) / 2), y + height / 2, { steps: 4 })
      await page.mouse.move(x + width * to, y + height / 2, { steps: 4 })
      await page.mouse.up()
    })
  }

  wheel(name, find, deltaY, times = 4) {
    return this.act(name, async (page) => {
      const { x, y, width, height } = await find(page).first().boundingBox({ timeout: ACT_MS })
      await page.mouse.move(x + width / 2, y + height / 2)
      for (let time = 0; time < times; time++) await page.mouse.wheel(0, deltaY)
    })
  }

  async note(name) {
    const { page, where } = this
    // Entries are told after the frame that they are about.
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 60)))))
    const { settled, tasks } = await rested(page)
    const took = await page.evaluate(() => window.speed.take())
    // Shorter than two frames is not told at all.
    const ms = took.length === 0 ? [16] : took.map((one) => one.ms)
    this.done.push({ where, name, ms, settled: Math.round(settled), longest_task: Math.round(Math.max(0, ...tasks.map((task) => task.ms))), worst: took.sort((a, b) => b.ms - a.ms)[0] })
  }

  /** What web-vitals makes of the page as a whole. */
  inp() {
    return this.page.evaluate(() => window.speed.inp)
  }
}
