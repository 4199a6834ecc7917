// Headless Chromium on the test page, driven by real input: SDKs ignore clicks made by scripts.
import { chromium } from 'playwright-core'

/** Without the background flags Chromium keeps asking the internet for things. */
const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Starts the browser named in CHROMIUM, or Debian's. */
export function startBrowser() {
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
  return chromium.launch({ executablePath, chromiumSandbox: false, args: FLAGS })
}

/** A page in a browser profile of its own, with the SDKs started as `settings` say. */
export async function openPage(browser, site, settings) {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.addInitScript((value) => { window.settings = value }, settings)
  await page.goto(`${site.address}/?utm_source=news&ref=1#top`)
  await page.waitForFunction(() => window.started === true)
  return page
}

/**
 * Does everything that an SDK tells of, one kind after another. `restMs` is how long to rest after clicks that
 * SDKs take together, for those who compare what belongs to each.
 */
export async function doEverything(page, restMs = 0) {
  await page.getByRole('button', { name: 'Load' }).click()
  await page.waitForFunction(() => window.loaded === true)
  const dead = page.getByRole('button', { name: 'Dead' })
  for (let clicks = 0; clicks < 4; clicks++) await dead.click()
  await page.waitForTimeout(restMs)
  await page.getByRole('textbox', { name: 'Name' }).fill('somebody')
  await page.evaluate(() => window.everything())
  await page.getByRole('button', { name: 'Second view' }).click()
  await page.waitForFunction(() => location.pathname === '/second/42')
  await page.getByRole('button', { name: 'Load' }).click()
  await page.waitForFunction(() => window.loaded === true)
}

/**
 * Goes away, as visitors do: what the SDK still holds comes as beacons. Gives what the SDK told the
 * page that it sends: kind and id, with the last version of a view.
 */
export async function leave(page, site) {
  await page.goto(`${site.address}/away`)
  const noted = await page.evaluate(() => JSON.parse(localStorage.getItem('noted') ?? '{}'))
  await page.context().close()
  return new Map(Object.entries(noted))
}
