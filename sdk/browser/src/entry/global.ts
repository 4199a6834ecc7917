/** The full SDK as a script. */
import { soleraRum } from './full.js'
import { takeOver } from './take-over.js'

takeOver(soleraRum)
