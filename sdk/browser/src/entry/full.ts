/** Everything but the replay's recorder: what `/sdk/v1/solera.js` is made of. */
import { makeApi } from '../api.js'
import { fullCollectors } from '../collect/index.js'
import { selectorOf } from '../collect/selector.js'
import { watchActivity } from '../core/activity.js'
import { makeAttribution } from '../core/attribution.js'
import { startLoadingTime } from '../core/loading-time.js'
import { startPageState } from '../core/page-state.js'
import { startRemote } from '../core/remote.js'
import { startReplay } from '../core/replay.js'
import { startScroll } from '../core/scroll.js'
import { openUnsent } from '../core/unsent.js'
import { makeVitals } from '../core/vitals.js'

/** By the name their main-thread time is counted under, and that an owner reads when one had to be stopped. */
export const soleraRum = makeApi('solera', {
  page: startPageState,
  scroll: startScroll,
  loading: startLoadingTime,
  replay: startReplay,
  vitals: makeVitals(makeAttribution((element) => selectorOf(element))),
  ...fullCollectors,
}, { startRemote, openUnsent, watchActivity })
export type { InitOptions } from '../core/options.js'
export type { SoleraRum } from '../public.js'
