/** How long a time is, in words: `24 hours`, `7 days`. Pure. */
import { chosen, type Locale } from '~/lib/format'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '~/lib/time-range'

const UNITS = [['day', DAY_MS, 2], ['hour', HOUR_MS, 2], ['minute', MINUTE_MS, 1]] as const

/** In the largest unit that leaves nothing over; one day is 24 hours, one hour 60 minutes. */
export function sayLength(ms: number, locale: Locale): string {
  const found = UNITS.find(([, size, least]) => ms % size === 0 && ms / size >= least)
  if (!found) return chosen(ms * 1e6, 'ns', locale)
  const [unit, size] = found
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(ms / size)
}
