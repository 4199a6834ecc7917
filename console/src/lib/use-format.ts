/** `lib/format` in the reader's language and zone. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

import { useTimeZone } from './time-zone'
import * as format from './format'

export function useFormat() {
  const { i18n } = useTranslation()
  const timeZone = useTimeZone()
  const locale: format.Locale = i18n.language === 'zh' ? 'zh' : 'en'
  return useMemo(
    () => ({
      locale,
      timeZone,
      count: (value: number | null | undefined) => format.count(value, locale),
      duration: (ns: number | null | undefined) => format.duration(ns, locale),
      bytes: (value: number | null | undefined) => format.bytes(value, locale),
      share: (value: number | null | undefined) => format.share(value, locale),
      points: (difference: number) => format.points(difference, locale),
      exact: (value: number, unit: string) => format.exact(value, unit, locale),
      quantity: (value: number | null | undefined, unit: string) => format.quantity(value, unit, locale),
      moment: (ms: number, precise = false) => format.moment(ms, locale, timeZone, precise),
      stamp: (ms: number) => format.stamp(ms, locale, timeZone),
      span: (from: number, to: number) => format.span(from, to, Date.now(), locale, timeZone),
      length: (spelt: string) => format.length(spelt, locale),
      ago: (ms: number) => format.ago(ms, Date.now(), locale),
    }),
    [locale, timeZone],
  )
}
