/**
 * All collectors by name, in the order in which they start, and hand in what they have when the page may go away:
 * actions last, for what they caused.
 */
import type { Start } from '../hub.js'
import { startActions } from './actions.js'
import { startErrors } from './errors.js'
import { startFlags } from './flags.js'
import { startLongTasks } from './long-tasks.js'
import { startRequests } from './requests.js'
import { startResources } from './resources.js'
import { startTimings } from './timings.js'
import { startVitals } from './vitals.js'

/** Of the small bundle. */
export const coreCollectors: Record<string, Start> = { errors: startErrors, flags: startFlags, timings: startTimings }

/** Of the full one. */
export const fullCollectors: Record<string, Start> = {
  ...coreCollectors,
  requests: startRequests,
  resources: startResources,
  longTasks: startLongTasks,
  durations: startVitals,
  actions: startActions,
}
