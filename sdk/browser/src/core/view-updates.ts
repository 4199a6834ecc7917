/**
 * Tells the state of views as it changes, at most every 3 s, and counts what belongs to them. Others add to what
 * is told by the topic `enrich`. Does not begin or end views.
 */
import type { Assembled, Fields, Hub, ViewRef } from '../hub.js'
import { device, timeZone } from './surroundings.js'
import { ns, throttle } from './values.js'

const UPDATE_STEP = 3_000
/** When a page has done its first work, and may be asked what is dear to find out. */
const ZONE_AFTER = 1_000

export interface ViewUpdates {
  /** Tells the view as it is now. */
  update(view: ViewRef): void
  /** Tells it soon. */
  change(view: ViewRef | undefined): void
}

export function tellViews(hub: Hub): ViewUpdates {
  const changed = new Set<ViewRef>()
  const where = device()

  const update = (view: ViewRef): void => {
    changed.delete(view)
    view.told++
    hub.emit({ type: 'view', date: hub.dateAt(view.startTime), ...fieldsOf(view, hub, where) }, { view, domain: { location } })
  }
  const later = throttle(hub, UPDATE_STEP, () => changed.forEach(update))
  const change = (view: ViewRef | undefined): void => {
    if (!view) return
    changed.add(view)
    later()
  }

  hub.on('event', ({ event, view }) => {
    if (count(view, event)) change(view)
  })
  hub.on('viewChanged', change)
  setTimeout(
    hub.guard(() => {
      where.time_zone = timeZone()
      change(hub.viewAt())
    }),
    ZONE_AFTER,
  )
  return { update, change }
}

function fieldsOf({ id, loadingType, startTime, endTime, told, session, sessionEnded, counts }: ViewRef, hub: Hub, where: Fields): Fields {
  const { defaultPrivacyLevel, startSessionReplayRecordingManually } = hub.options
  const view: Fields = {
    id,
    loading_type: loadingType,
    is_active: endTime === undefined,
    time_spent: ns(Math.max((endTime ?? hub.now()) - startTime, 0)),
  }
  for (const [what, count] of Object.entries(counts)) view[what] = { count }
  return {
    view,
    session: {
      is_active: sessionEnded ? false : undefined,
      sampled_for_replay: session.replay,
      sampled_for_error: session.onError || undefined,
    },
    device: where,
    privacy: { replay_level: defaultPrivacyLevel },
    _dd: {
      document_version: told,
      configuration: { start_session_replay_recording_manually: startSessionReplayRecordingManually },
    },
  }
}

/** Whether the event is one that views count. */
function count({ counts }: ViewRef, { type, action }: Assembled): boolean {
  if (!(type in counts)) return false
  counts[type as 'error']++
  const { frustration } = (action || {}) as { frustration?: { type?: string[] } }
  if (type === 'action') counts.frustration += frustration?.type?.length || 0
  return true
}
