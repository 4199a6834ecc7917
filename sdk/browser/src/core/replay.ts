/**
 * Where the session replay's recorder comes in: a second script, loaded only when a session is to be
 * recorded, that finds the hub and gives back how to stop. Does not record.
 */
import type { Hub, Stop } from '../hub.js'

/** What the second script puts on the page: a collector like any other. */
declare global {
  interface Window {
    SOLERA_REPLAY?: (hub: Hub) => Stop
  }
}

/** Records sessions drawn for it, or on request; without `replayUrl` there is nothing to load. */
export function startReplay(hub: Hub): void {
  const url = hub.options.replayUrl
  let recording: Stop | undefined
  let wanted = false

  const record = hub.guard(() => {
    if (wanted && !recording) recording = window.SOLERA_REPLAY?.(hub)
  })
  const start = (forced: boolean): void => {
    if (!url || wanted || !(forced || hub.viewAt()?.session.replay)) return
    wanted = true
    if (window.SOLERA_REPLAY) return record()
    const script = document.createElement('script')
    script.async = true
    script.src = url
    script.onload = record
    document.head.append(script)
  }
  const stop = (): void => {
    wanted = false
    recording?.()
    recording = undefined
  }
  hub.provide({
    startSessionReplayRecording: (_, options?: { force?: boolean }) => start(!!options?.force),
    stopSessionReplayRecording: stop,
    getSessionReplayLink() {
      const view = hub.viewAt()
      return view && recording && `${hub.options.endpoint || ''}/a/${hub.options.applicationId}/sessions/${view.session.id}`
    },
  })
  hub.on('view', () => hub.options.startSessionReplayRecordingManually || start(false))
  hub.on('sessionEnd', stop)
  hub.on('enrich', ({ event }) => {
    if (recording) event.session = { ...(event.session as object), has_replay: true }
  })
  hub.onStop(stop)
}
