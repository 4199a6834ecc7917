/** Two typed moments of a zone's clocks as a time to ask about, or what is wrong with them. Pure. */
import type { TimeRange } from '~/lib/time-range'
import { fromWall } from '~/lib/wall-time'

type Read = { span: TimeRange; wrong?: undefined } | { span?: undefined; wrong: 'from' | 'to' | 'order' | 'future' }

export function readSpan(fromText: string, toText: string, timeZone: string, now: number): Read {
  const from = fromWall(fromText, timeZone)
  // The server knows no time before 1970.
  if (from === undefined || from < 0) return { wrong: 'from' }
  const to = fromWall(toText, timeZone)
  if (to === undefined) return { wrong: 'to' }
  if (to <= from) return { wrong: 'order' }
  if (from > now) return { wrong: 'future' }
  return { span: { from, to } }
}
