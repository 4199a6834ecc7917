/** What all collectors do alike: tell of a thing that began at a time, and give back one way to stop for many. */
import type { Fields, Hub, RawEvent, Stop } from '../hub.js'

/** `startTime` on the clock of `performance.now()`. `domain`: what `beforeSend` is shown beside the event. */
export const tell = (hub: Hub, type: RawEvent['type'], startTime: number, fields: Fields, domain?: Fields, context?: unknown): void =>
  hub.emit({ type, date: hub.dateAt(startTime), ...fields }, { startTime, context, domain })

export const stopAll = (stops: Stop[]): Stop => () => stops.forEach((stop) => stop())
