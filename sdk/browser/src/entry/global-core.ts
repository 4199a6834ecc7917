/** The small SDK as a script. */
import { soleraRum } from './core.js'
import { takeOver } from './take-over.js'

takeOver(soleraRum)
