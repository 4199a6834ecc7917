/** Puts an SDK on the page as `SOLERA_RUM`, once, and plays what the stub kept. */
import type { Kept } from '../api.js'
import type { SoleraRum } from '../public.js'

export function takeOver(api: SoleraRum): void {
  const before = window.SOLERA_RUM as (SoleraRum & Partial<Kept>) | undefined
  if (before?.version) return
  window.SOLERA_RUM = api
  if (before?.q) api.takeOver(before as Kept)
}
