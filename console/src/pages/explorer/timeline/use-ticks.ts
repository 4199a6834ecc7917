/** Times on the axis, as long as the stretch needs: days of weeks, minutes of hours; in the reader's zone. */
import { useMemo } from 'react'

import { DAY_MS, MINUTE_MS, type TimeRange } from '~/lib/time-range'
import { useFormat } from '~/lib/use-format'

export function useTicks({ from, to }: TimeRange) {
  const { locale, timeZone } = useFormat()
  const length = to - from
  return useMemo(() => {
    const make = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone, hourCycle: 'h23', ...options })
    const day = make({ month: 'short', day: 'numeric' })
    const seconds = length <= 10 * MINUTE_MS ? ({ second: '2-digit' } as const) : {}
    const clock = make({ hour: '2-digit', minute: '2-digit', ...seconds })
    const both = make({ month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', ...seconds })
    const isMidnight = (ms: number) => /^00:00(:00)?$/.test(clock.format(ms))
    return {
      tick: (ms: number) => (length > 3 * DAY_MS || isMidnight(ms) ? day.format(ms) : clock.format(ms)),
      span: (start: number, end: number) => both.formatRange(start, end),
    }
  }, [locale, timeZone, length])
}
