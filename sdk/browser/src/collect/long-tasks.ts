/**
 * Long animation frames with the scripts that made them long, or long tasks where the browser knows no more.
 */
import { ns, uuid } from '../core/values.js'
import type { Fields, Start } from '../hub.js'
import { tell } from './tell.js'
import { observe } from '../core/observe.js'

interface Frame extends PerformanceEntry {
  scripts: PerformanceEntry[]
}

/** What is told of a frame and of each of its scripts, by the browser's names; the wire's are the same in snake case. */
const OF_FRAME = 'blockingDuration,renderStart,styleAndLayoutStart,startTime'
const OF_SCRIPT =
  'duration,pauseDuration,forcedStyleAndLayoutDuration,startTime,executionStart,sourceURL,sourceFunctionName,' +
  'sourceCharPosition,invoker,invokerType,windowAttribution'

/** A frame may begin a little before the event that caused it is noted: so long, ms, it still belongs to that action. */
const BEFORE_ACTION_MS = 1
const FRAMES = 'long-animation-frame'

export const startLongTasks: Start = (hub) => {
  if (!hub.options.trackLongTasks) return () => {}
  const type = window.PerformanceObserver?.supportedEntryTypes?.includes(FRAMES) ? FRAMES : 'longtask'
  return observe<Frame>(hub, type, (entries) => {
    for (const entry of entries) {
      const long_task = {
        id: uuid(),
        entry_type: type === FRAMES ? FRAMES : 'long-task',
        duration: ns(entry.duration),
        ...(type === FRAMES && frameFields(entry)),
      }
      tell(hub, 'long_task', entry.startTime + BEFORE_ACTION_MS, { long_task, _dd: { discarded: false } }, { performanceEntry: entry })
    }
  })
}

function frameFields(frame: Frame): Fields {
  return {
    ...told(frame, OF_FRAME),
    first_ui_event_timestamp: ns((frame as unknown as { firstUIEventTimestamp: number }).firstUIEventTimestamp),
    scripts: frame.scripts.map((script) => told(script, OF_SCRIPT)),
  }
}

/** Numbers are times, but for positions. */
function told(entry: PerformanceEntry, names: string): Fields {
  const fields: Fields = {}
  for (const name of names.split(',')) {
    const value = (entry as unknown as Fields)[name]
    const isTime = typeof value === 'number' && !/Position/.test(name)
    fields[name.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase()] = isTime ? ns(value) : value
  }
  return fields
}
