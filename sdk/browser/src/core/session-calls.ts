/**
 * What the application may say to the session: consent, stop, force; and what happens to held events when
 * an error comes or consent is given or withdrawn.
 */
import type { Hub } from '../hub.js'
import type { Batch } from './batch.js'
import type { Consent } from './options.js'
import type { Sessions } from './session.js'

export function answerSession(hub: Hub, sessions: Sessions, batch: Batch): void {
  const isHeld = (): boolean => sessions.heldFor() !== undefined
  hub.on('event', ({ event }) => {
    if (event.type !== 'error' || !isHeld()) return
    // What is too old is let go before, the rest is sent after.
    batch.flush()
    sessions.release()
    batch.flush()
  })
  // What was collected in the session that ends is sent; what no error released is not, what waits for consent still waits.
  hub.on('sessionEnd', () => {
    batch.flush(true)
    if (sessions.heldFor() !== Infinity) batch.clear()
  })
  hub.provide({
    setTrackingConsent(_, consent: Consent) {
      const wasHeld = isHeld()
      sessions.setConsent(consent)
      if (consent === 'not-granted' && wasHeld) batch.clear()
      else batch.flush()
    },
    stopSession: sessions.expire,
    setForcedSession() {
      sessions.force()
      batch.flush()
    },
    getInternalContext(_, time?: number) {
      const view = hub.viewAt(time)
      if (!view) return undefined
      const action = hub.actionAt(time)
      return {
        application_id: hub.options.applicationId,
        session_id: view.session.id,
        view: { id: view.id, url: view.url, referrer: view.referrer, name: view.name },
        user_action: action && { id: action },
      }
    },
  })
}
