// Headless Firefox by WebDriver BiDi, with as much of a page as the tests ask of Chromium's: roles, clicks,
// typing, scripts. Knows nothing of SDKs.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

import WebSocket from 'ws'

const START_MS = 60_000
const WAIT_MS = 30_000
const LOOK_AGAIN_MS = 50
/** Nothing of Mozilla's is asked, and no page tells of the first start. */
const PREFERENCES = {
  'app.normandy.enabled': false,
  'app.update.disabledForTesting': true,
  'browser.aboutwelcome.enabled': false,
  'browser.safebrowsing.downloads.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.search.update': false,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'extensions.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'toolkit.telemetry.reportingpolicy.firstRun': false,
}

/** The Firefox named in FIREFOX, or Debian's; nothing where there is none. */
export const firefoxPath = process.env.FIREFOX ?? ['/usr/bin/firefox-esr', '/usr/bin/firefox'].find((path) => existsSync(path))

/** Starts it with a profile that is gone afterwards. */
export async function startFirefox() {
  const profile = await mkdtemp(join(tmpdir(), 'solera-firefox-'))
  const preferences = Object.entries(PREFERENCES).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});\n`)
  await writeFile(join(profile, 'user.js'), preferences.join(''))
  const child = spawn(firefoxPath, ['--headless', '--remote-debugging-port=0', '--profile', profile], { stdio: ['ignore', 'ignore', 'pipe'] })
  const socket = new WebSocket(`${await addressOf(child)}/session`)
  await once(socket, 'open')
  const firefox = new Firefox(child, profile, socket)
  await firefox.ask('session.new', { capabilities: {} })
  return firefox
}

function addressOf(child) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`Firefox told no address within ${START_MS} ms`)), START_MS)
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`Firefox ended with ${code}`)))
    createInterface({ input: child.stderr }).on('line', (line) => {
      const address = /WebDriver BiDi listening on (\S+)/.exec(line)?.[1]
      if (!address) return
      clearTimeout(timer)
      resolve(address)
    })
  })
}

class Firefox {
  asked = new Map()
  last = 0

  constructor(child, profile, socket) {
    Object.assign(this, { child, profile, socket })
    socket.on('message', (text) => {
      const { id, type, result, error, message } = JSON.parse(text)
      const { resolve, reject } = this.asked.get(id) ?? {}
      this.asked.delete(id)
      if (type === 'success') resolve?.(result)
      else reject?.(new Error(`${error}: ${message}`))
    })
  }

  /** One command of the protocol, and its answer. */
  ask(method, params) {
    const id = ++this.last
    this.socket.send(JSON.stringify({ id, method, params }))
    return new Promise((resolve, reject) => this.asked.set(id, { resolve, reject }))
  }

  /** Cookies and storage of its own. */
  async newContext() {
    const { userContext } = await this.ask('browser.createUserContext', {})
    return {
      newPage: async () => {
        const { context } = await this.ask('browsingContext.create', { type: 'tab', userContext })
        return new Page(this, context, { close: () => this.ask('browser.removeUserContext', { userContext }) })
      },
    }
  }

  async close() {
    const ended = once(this.child, 'exit')
    await this.ask('browser.close', {}).catch(() => {})
    await ended
    await rm(this.profile, { recursive: true, force: true })
  }
}

/** What a script gives, as JSON: enough for tests. */
const inJson = (f) => `async (given) => { const value = await (${f})(...JSON.parse(given)); return value === undefined ? 'null' : JSON.stringify(value) }`

class Page {
  constructor(firefox, tab, context) {
    Object.assign(this, { firefox, tab, context: () => context })
  }

  /** Runs before every script of the page. */
  async addInitScript(f, value) {
    const functionDeclaration = `() => { (${f})(${JSON.stringify(value)}) }`
    await this.firefox.ask('script.addPreloadScript', { functionDeclaration, contexts: [this.tab] })
  }

  async goto(url) {
    await this.firefox.ask('browsingContext.navigate', { context: this.tab, url, wait: 'complete' })
  }

  async evaluate(f, ...given) {
    const { result, exceptionDetails } = await this.firefox.ask('script.callFunction', {
      functionDeclaration: inJson(f),
      arguments: [{ type: 'string', value: JSON.stringify(given) }],
      awaitPromise: true,
      target: { context: this.tab },
    })
    if (exceptionDetails) throw new Error(exceptionDetails.text)
    return JSON.parse(result.value)
  }

  async waitForFunction(f) {
    const end = Date.now() + WAIT_MS
    while (!(await this.evaluate(f))) {
      if (Date.now() > end) throw new Error(`waited ${WAIT_MS} ms for ${f}`)
      await this.waitForTimeout(LOOK_AGAIN_MS)
    }
  }

  waitForTimeout(ms) {
    return new Promise((resolve) => setTimeout(resolve, ms))
  }

  getByRole(role, { name } = {}) {
    const click = async () => this.press(await this.locate({ role, name }))
    return {
      click,
      fill: async (text) => {
        await click()
        await this.type(text)
      },
    }
  }

  async locate(value) {
    const { nodes } = await this.firefox.ask('browsingContext.locateNodes', { context: this.tab, locator: { type: 'accessibility', value } })
    if (nodes.length !== 1) throw new Error(`${nodes.length} elements are a ${value.role} called ${value.name}`)
    return nodes[0].sharedId
  }

  /** Moves the mouse there, as a person does, and clicks. */
  async press(sharedId) {
    const origin = { type: 'element', element: { sharedId } }
    const actions = [{ type: 'pointerMove', x: 0, y: 0, origin }, { type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }]
    await this.perform({ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions })
  }

  async type(text) {
    const actions = [...text].flatMap((value) => [{ type: 'keyDown', value }, { type: 'keyUp', value }])
    await this.perform({ type: 'key', id: 'keyboard', actions })
  }

  async perform(source) {
    await this.firefox.ask('input.performActions', { context: this.tab, actions: [source] })
  }
}
