/**
 * What the application may say to the session: consent, stop, force; and what happens to held events when
 * an error comes or consent is given or withdrawn.
 */
import type { Hub, Stop } from '../hub.js'
import type { Batch } from './batch.js'
import type { Consent } from './options.js'
import type { Sessions } from './session.js'
import { all } from './values.js'

export function answerSession(hub: Hub, sessions: Sessions, batch: Batch): Stop {
  const stops = [
    hub.on('event', ({ type }) => {
      if (type !== 'error' || !sessions.held()) return
      // What is too old is let go before, the rest is sent after.
      batch.flush()
      sessions.release()
      batch.flush()
    }),
    // What was collected in the session that ends is sent; what was held in it is not.
    hub.on('sessionEnd', () => batch.flush(true)),
    hub.provide('setTrackingConsent', (_, consent: Consent) => {
      const wasHeld = sessions.held()
      sessions.setConsent(consent)
      if (consent === 'not-granted' && wasHeld) batch.clear()
      else batch.flush()
    }),
    hub.provide('stopSession', () => sessions.expire()),
    hub.provide('setForcedSession', () => {
      sessions.force()
      batch.flush()
    }),
    hub.provide('getInternalContext', (_, time?: number) => {
      const view = hub.viewAt(time)
      if (!view) return undefined
      const action = hub.actionAt(time)
      return {
        application_id: hub.options.applicationId,
        session_id: view.session.id,
        view: { id: view.id, url: view.url, referrer: view.referrer, name: view.name },
        user_action: action && { id: action },
      }
    }),
  ]
  return all(stops)
}
