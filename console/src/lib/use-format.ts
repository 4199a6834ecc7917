/** `lib/format` in the reader's language and zone. */
import { useTranslation } from 'react-i18next'

import { axisText } from './axis-text'
import * as format from './format'
import { useTimeZone } from './time-zone'

export function useFormat() {
  const { i18n } = useTranslation()
  const timeZone = useTimeZone()
  return formatIn(i18n.language === 'zh' ? 'zh' : 'en', timeZone)
}

type Format = ReturnType<typeof make>
let last: Format | undefined

/** The same for all that is on screen: what is drawn from it need not be drawn again. */
function formatIn(locale: format.Locale, timeZone: string): Format {
  if (last?.locale !== locale || last.timeZone !== timeZone) last = make(locale, timeZone)
  return last
}

function make(locale: format.Locale, timeZone: string) {
  return {
    locale,
    timeZone,
    count: (value: number | null | undefined) => format.count(value, locale),
    duration: (ns: number | null | undefined) => format.duration(ns, locale),
    bytes: (value: number | null | undefined) => format.bytes(value, locale),
    share: (value: number | null | undefined) => format.share(value, locale),
    points: (difference: number) => format.points(difference, locale),
    exact: (value: number, unit: string) => format.exact(value, unit, locale),
    quantity: (value: number | null | undefined, unit: string) => format.quantity(value, unit, locale),
    chosen: (value: number, unit: string) => format.chosen(value, unit, locale),
    axis: (max: number, interval: number, unit: string) => axisText(max, interval, unit, locale),
    moment: (ms: number, precise = false) => format.moment(ms, locale, timeZone, precise),
    stamp: (ms: number) => format.stamp(ms, locale, timeZone),
    span: (from: number, to: number) => format.span(from, to, Date.now(), locale, timeZone),
    length: (spelt: string) => format.length(spelt, locale),
    ago: (ms: number) => format.ago(ms, Date.now(), locale),
  }
}
