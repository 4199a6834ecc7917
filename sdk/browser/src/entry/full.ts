/** Everything but the replay's recorder: what `/sdk/v1/solera.js` is made of. */
import { makeApi } from '../api.js'

export const soleraRum = makeApi({})
export type { SoleraRum } from '../api.js'
export type { InitOptions } from '../core/options.js'
