/** What the list asks of the server beside the events themselves: counts, the timeline, releases. Pure. */
import type { Question } from '~/api/ask'
import { before, interval, type TimeRange } from '~/lib/time-range'
import type { EventName } from '~/search-params'

export type Asked = { applicationId: string; event: EventName; text: string; range: TimeRange }

/** Values that get a colour of their own; the others are one. */
const STACKED = 7
const BARS = 90
const RELEASES = 12

function base({ applicationId, event, text, range }: Asked): Question {
  return { application_id: applicationId, event, from: range.from, to: range.to, filter: text === '' ? undefined : text }
}

export function countQuestion(asked: Asked): Question {
  return { ...base(asked), compute: [{ name: 'count', fn: 'count' }] }
}

export function timelineQuestion(asked: Asked, stack: string | undefined, timeZone: string): Question {
  return {
    ...countQuestion(asked),
    group_by: stack ? [{ field: stack, limit: STACKED }] : undefined,
    interval: interval(asked.range, BARS),
    time_zone: timeZone,
    limit: 10_000,
  }
}

/** When each release was first seen, looking back as far again, so that an old one is not taken for new. */
export function releasesQuestion(asked: Asked): Question {
  const { applicationId, range } = asked
  return {
    application_id: applicationId,
    event: 'view',
    from: before(range).from,
    to: range.to,
    compute: [{ name: 'first', fn: 'min', field: 'date' }],
    group_by: [{ field: 'version', limit: RELEASES }],
  }
}
