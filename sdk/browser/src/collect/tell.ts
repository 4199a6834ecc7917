/** What all collectors do: tell of a thing that began at a time. */
import type { Fields, Hub, RawEvent } from '../hub.js'

/** `startTime` on the clock of `performance.now()`. `domain`: what `beforeSend` is shown beside the event. */
export const tell = (hub: Hub, type: RawEvent['type'], startTime: number, fields: Fields, domain?: Fields, context?: unknown): void =>
  hub.emit({ type, date: hub.dateAt(startTime), ...fields }, { startTime, context, domain })
