/**
 * Long animation frames with the scripts that made them long, or long tasks where the browser knows no more.
 */
import { ns, uuid } from '../core/values.js'
import type { Fields, Start } from '../hub.js'
import { observe } from '../core/observe.js'

interface Script extends PerformanceEntry {
  invoker: string
  invokerType: string
  windowAttribution: string
  executionStart: number
  forcedStyleAndLayoutDuration: number
  pauseDuration: number
  sourceURL: string
  sourceFunctionName: string
  sourceCharPosition: number
}

interface Frame extends PerformanceEntry {
  blockingDuration: number
  firstUIEventTimestamp: number
  renderStart: number
  styleAndLayoutStart: number
  scripts: Script[]
}

/** A frame may begin a little before the event that caused it is noted: so long, ms, it still belongs to that action. */
const BEFORE_ACTION_MS = 1
const FRAMES = 'long-animation-frame'

export const startLongTasks: Start = (hub) => {
  if (!hub.options.trackLongTasks) return () => {}
  const type = window.PerformanceObserver?.supportedEntryTypes?.includes(FRAMES) ? FRAMES : 'longtask'
  return observe<Frame>(hub, type, (entries) => {
    for (const entry of entries) {
      const { startTime, duration } = entry
      hub.emit(
        {
          type: 'long_task',
          date: hub.dateAt(startTime),
          long_task: {
            id: uuid(),
            entry_type: type === FRAMES ? FRAMES : 'long-task',
            duration: ns(duration),
            ...(type === FRAMES && frameFields(entry)),
          },
          _dd: { discarded: false },
        },
        { startTime: startTime + BEFORE_ACTION_MS, domain: { performanceEntry: entry } },
      )
    }
  })
}

function frameFields(frame: Frame): Fields {
  return {
    blocking_duration: ns(frame.blockingDuration),
    first_ui_event_timestamp: ns(frame.firstUIEventTimestamp),
    render_start: ns(frame.renderStart),
    style_and_layout_start: ns(frame.styleAndLayoutStart),
    start_time: ns(frame.startTime),
    scripts: frame.scripts.map((script) => ({
      duration: ns(script.duration),
      pause_duration: ns(script.pauseDuration),
      forced_style_and_layout_duration: ns(script.forcedStyleAndLayoutDuration),
      start_time: ns(script.startTime),
      execution_start: ns(script.executionStart),
      source_url: script.sourceURL,
      source_function_name: script.sourceFunctionName,
      source_char_position: script.sourceCharPosition,
      invoker: script.invoker,
      invoker_type: script.invokerType,
      window_attribution: script.windowAttribution,
    })),
  }
}
