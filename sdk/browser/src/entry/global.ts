/** The full SDK as a script: puts `SOLERA_RUM` on the page, once, and plays what the stub kept. */
import { soleraRum } from './full.js'

;(window as unknown as Record<string, unknown>).SOLERA_RUM ||= soleraRum
