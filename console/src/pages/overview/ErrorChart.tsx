/** Errors over time, drawn: loaded after the page, since charts are large. */
import type { TimeRange } from '~/lib/time-range'
import { useFormat } from '~/lib/use-format'
import { Chart, type ChartClick } from '~/ui/Chart'
import { usePalette } from '~/ui/colors'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'

import { errorOption } from './error-option'
import type { ErrorSeries, Series } from './error-series'

type Props = {
  errors: ErrorSeries
  range: TimeRange
  step: number
  label: string
  height: number
  onPick: (series: Series, from: number, leaveOut: boolean) => void
  onZoom: (from: number, to: number) => void
}

export function ErrorChart({ errors, range, step, label, height, onPick, onZoom }: Props) {
  const { t } = useTranslation('overview')
  const { t: common } = useTranslation()
  const palette = usePalette()
  const format = useFormat()
  const option = useMemo(() => {
    const name = (value: string | null, rest: boolean) => (rest ? t('top.rest') : (value ?? common('noValue')))
    return errorOption(errors, range, step, palette, { name, tick: ticks(format.locale, format.timeZone), count: format.count })
  }, [errors, range, step, palette, format, t, common])
  const pick = useCallback(
    ({ seriesIndex, dataIndex, alt }: ChartClick) => {
      const [series, from] = [errors.series[seriesIndex], errors.times[dataIndex]]
      if (series && from !== undefined) onPick(series, from, alt)
    },
    [errors, onPick],
  )
  return <Chart option={option} height={height} label={label} onClick={pick} onZoom={onZoom} />
}

/** `Nov 12` where a day begins, `06:00` within it, in the reader's zone. */
function ticks(locale: string, timeZone: string): (ms: number) => string {
  const day = new Intl.DateTimeFormat(locale, { timeZone, month: 'short', day: 'numeric' })
  const hour = new Intl.DateTimeFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  return (ms) => (hour.format(ms) === '00:00' ? day.format(ms) : hour.format(ms))
}
