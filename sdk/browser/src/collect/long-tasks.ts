/**
 * Long animation frames with the scripts that made them long, or long tasks where the browser knows no more.
 */
import { ns, uuid } from '../core/values.js'
import type { Fields, Start } from '../hub.js'
import { tell } from './tell.js'
import { isObservable, observe } from '../core/observe.js'

interface Frame extends PerformanceEntry {
  scripts: PerformanceEntry[]
}

/** A name of the browser's, and the wire's. */
type Names = [from: string, to: string][]

/** The browser's names in snake case. */
const namesOf = (names: string): Names =>
  names.split(',').map((name) => [name, name.replace(/[a-z](?=[A-Z])|UI/g, '$&_').toLowerCase()])

/** A frame may begin a little before the event that caused it is noted: so long, ms, it still belongs to that action. */
const BEFORE_ACTION_MS = 1
const FRAMES = 'long-animation-frame'

export const startLongTasks: Start = (hub) => {
  if (!hub.options.trackLongTasks) return
  const type = isObservable(FRAMES) ? FRAMES : 'longtask'
  const ofFrame = namesOf('blockingDuration,firstUIEventTimestamp,renderStart,styleAndLayoutStart,startTime')
  const ofScript = namesOf(
    'duration,pauseDuration,forcedStyleAndLayoutDuration,startTime,executionStart,sourceURL,sourceFunctionName,' +
      'sourceCharPosition,invoker,invokerType,windowAttribution',
  )
  observe<Frame>(hub, type, (entries) => {
    for (const entry of entries) {
      const long_task = {
        id: uuid(),
        entry_type: type === FRAMES ? FRAMES : 'long-task',
        duration: ns(entry.duration),
        ...(type === FRAMES && { ...told(entry, ofFrame), scripts: entry.scripts.map((script) => told(script, ofScript)) }),
      }
      tell(hub, 'long_task', entry.startTime + BEFORE_ACTION_MS, { long_task, _dd: { discarded: false } }, { performanceEntry: entry })
    }
  })
}

/** Numbers are times, but for positions. */
function told(entry: PerformanceEntry, names: Names): Fields {
  const fields: Fields = {}
  for (const [from, to] of names) {
    const value = (entry as unknown as Fields)[from]
    fields[to] = typeof value === 'number' && from !== 'sourceCharPosition' ? ns(value) : value
  }
  return fields
}
