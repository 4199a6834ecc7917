/**
 * Stands in the page before the asynchronous script: keeps calls, and errors that nobody else would see,
 * until the script takes them over. What it keeps is bounded, in case the script never comes.
 */
import type { Kept } from '../api.js'

const KEPT_MAX = 200
const NAMES = ['error', 'unhandledrejection', 'securitypolicyviolation']

;((page: { SOLERA_RUM?: unknown }): void => {
  if (page.SOLERA_RUM) return
  const q: Kept['q'] = []
  const keep = (name: string, ...args: unknown[]): void => {
    if (q.length < KEPT_MAX) q.push([name, args, performance.now()])
  }
  const early = (event: Event): void => keep('early', event)
  const stop = (): void => NAMES.forEach((name) => removeEventListener(name, early, true))
  NAMES.forEach((name) => addEventListener(name, early, true))
  const kept: Kept & Record<string, unknown> = { q, stop, then: undefined, version: undefined }
  page.SOLERA_RUM = new Proxy(kept, {
    get: (target, name: string) => (name in target ? target[name] : (...args: unknown[]) => keep(name, ...args)),
  })
})(window as { SOLERA_RUM?: unknown })
