/**
 * Tells on every view what the SDK cost the page during it, and says so once when the SDK had to stop some
 * of its collectors to keep its budget.
 */
import type { Hub, ViewRef } from '../hub.js'
import { merge, ns, throttle } from './values.js'

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

export function startCost(hub: Hub, cost: Cost, complain: (message: string) => void): void {
  let current: ViewRef | undefined
  let [spent, bytes] = [0, 0]
  let shed: string[] = []
  const say = throttle(hub, TOGETHER, () => {
    complain(`over the budget of ${hub.options.costBudget} ms a minute, stopped collecting ${shed.join(', ')}`)
    shed = []
  })
  hub.on('view', (view) => {
    current = view
    spent = cost.spent()
    bytes = cost.bytes()
  })
  hub.on('shed', (name) => {
    shed.push(name)
    say()
  })
  // What is told of a view after the next one began keeps what was counted up to then.
  hub.on('enrich', ({ event, view }) => {
    if (event.type !== 'view' || view !== current) return
    const sdk_cost = {
      init_ns: view.loadingType === 'initial_load' ? ns(cost.init) : undefined,
      main_thread_ns: ns(cost.spent() - spent),
      bytes: cost.bytes() - bytes,
    }
    merge(view.added, { _dd: { sdk_cost } })
  })
}
