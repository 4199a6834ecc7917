/** The small SDK: views, vitals without attribution, errors, sessions, transport. */
import { makeApi } from '../api.js'
import { startLoadingTime } from '../core/loading-time.js'
import { startPageState } from '../core/page-state.js'
import { startScroll } from '../core/scroll.js'
import { makeVitals } from '../core/vitals.js'

export const soleraRum = makeApi('solera-core', {
  page: startPageState,
  scroll: startScroll,
  loading: startLoadingTime,
  vitals: makeVitals(),
})
export type { InitOptions } from '../core/options.js'
export type { SoleraRum } from '../public.js'
