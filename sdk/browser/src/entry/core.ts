/** The small SDK: views, vitals without attribution, errors, sessions, transport. */
import { makeApi } from '../api.js'

export const soleraRum = makeApi({})
export type { SoleraRum } from '../api.js'
export type { InitOptions } from '../core/options.js'
