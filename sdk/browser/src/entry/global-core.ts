/** The small SDK as a script: puts `SOLERA_RUM` on the page, once. */
import { soleraRum } from './core.js'

;(window as unknown as Record<string, unknown>).SOLERA_RUM ||= soleraRum
