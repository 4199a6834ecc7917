/** The small SDK: views, vitals without attribution, errors, sessions, transport. */
import { makeApi } from '../api.js'
import { coreCollectors } from '../collect/index.js'
import { makeVitals } from '../core/vitals.js'

export const soleraRum = makeApi('solera-core', {
  vitals: makeVitals(),
  ...coreCollectors,
})
export type { InitOptions } from '../core/options.js'
export type { SoleraRum } from '../public.js'
