/**
 * Tells on every view what the SDK cost the page during it, and says so once when the SDK had to stop some
 * of its collectors to keep its budget.
 */
import type { Fields, Hub, Stop, ViewRef } from '../hub.js'
import { all, ns, throttle } from './values.js'

export interface Cost {
  /** How long `init` took, ms. */
  init: number
  /** Main-thread time of the SDK's callbacks up to now, ms. */
  spent(): number
  /** Bytes sent up to now. */
  bytes(): number
}

/** Collectors that are shed within so many ms of each other are told in one event. */
const TOGETHER = 1000

export function startCost(hub: Hub, cost: Cost, complain: (message: string) => void): Stop {
  /** Of the current view; of one that ended, what it came to. */
  const during = new WeakMap<ViewRef, () => Fields>()
  let shed: string[] = []
  const say = throttle(
    hub.guard(() => {
      complain(`over the budget of ${hub.options.costBudget} ms a minute, stopped collecting ${shed.join(', ')}`)
      shed = []
    }),
    TOGETHER,
  )
  const stops = [
    hub.on('view', (view) => {
      const [spent, bytes] = [cost.spent(), cost.bytes()]
      during.set(view, () => ({
        init_ns: view.loadingType === 'initial_load' ? ns(cost.init) : undefined,
        main_thread_ns: ns(cost.spent() - spent),
        bytes: cost.bytes() - bytes,
      }))
    }),
    hub.on('viewEnd', (view) => {
      const final = during.get(view)?.()
      if (final) during.set(view, () => final)
    }),
    hub.on('shed', (name) => {
      shed.push(name)
      say.later()
    }),
    hub.enrich((event, view) => {
      if (event.type === 'view') (event._dd as Fields).sdk_cost = during.get(view)?.()
    }),
    say.cancel,
  ]
  return all(stops)
}
