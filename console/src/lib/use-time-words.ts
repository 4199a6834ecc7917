/** Moments and stretches of a time axis in the reader's language and zone. */
import { useMemo } from 'react'

import { MINUTE_MS } from '~/lib/time-range'
import { useFormat } from '~/lib/use-format'

export function useTimeWords(step: number) {
  const { locale, timeZone } = useFormat()
  return useMemo(() => {
    const day = new Intl.DateTimeFormat(locale, { timeZone, month: 'short', day: 'numeric' })
    const second = step < MINUTE_MS ? ('2-digit' as const) : undefined
    const clock = { hour: '2-digit', minute: '2-digit', second, hourCycle: 'h23' } as const
    const hour = new Intl.DateTimeFormat(locale, { timeZone, ...clock })
    const both = new Intl.DateTimeFormat(locale, { timeZone, month: 'short', day: 'numeric', weekday: 'short', ...clock })
    return {
      /** `Nov 12` where a day begins, `06:00` within it. */
      tick: (ms: number) => (hour.format(ms).startsWith('00:00') ? day.format(ms) : hour.format(ms)),
      /** `Sat, Nov 21, 00:00 – 03:00`. */
      span: (from: number, to: number) => both.formatRange(from, to),
    }
  }, [locale, timeZone, step])
}
