/** Errors over time, drawn; its legend says how many of each, and leads to them. */
import { Link, useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'

import { useFormat } from '~/lib/use-format'
import { useSetTime } from '~/lib/use-time'
import { OTHER_COLOR, seriesVariable } from '~/ui/colors'
import { StackedBars } from '~/ui/StackedBars'
import classes from '~/ui/StackedBars.module.css'
import { errorTerm, type ErrorSeries } from './error-series'
import { chartStep, ERROR_FIELDS, type ErrorsBy } from './questions'
import { useNarrow, useOverview } from './use-overview'
import { useTimeWords } from '~/lib/use-time-words'

const HEIGHT = 220

export function ErrorBars({ errors, by }: { errors: ErrorSeries; by: ErrorsBy }) {
  const { t } = useTranslation('overview')
  const { t: common } = useTranslation()
  const { asking, explorer, moment } = useOverview()
  const { leaveOut } = useNarrow()
  const format = useFormat()
  const navigate = useNavigate()
  const setTime = useSetTime()
  const colorOf = useColors(by)
  const step = chartStep(asking.range)
  const field = ERROR_FIELDS[by]
  const series = useMemo(
    () =>
      errors.series.map((one) => ({
        name: one.rest ? t('top.rest') : (one.value ?? common('noValue')),
        color: one.rest ? OTHER_COLOR : seriesVariable(colorOf(one.value)),
        counts: one.counts,
      })),
    [errors, colorOf, t, common],
  )
  const pick = (index: number | undefined, at: number, alt: boolean) => {
    const one = index === undefined ? undefined : errors.series[index]
    if (alt && one && !one.rest) return leaveOut(field, one.value)
    const q = one && errorTerm(field, one, errors.series)
    void navigate(moment(errors.times[at]!, step, { event: 'error', q }))
  }
  const times = useTimeWords(step)
  const words = useMemo(() => ({ ...times, count: format.count, axis: format.axis }), [times, format])
  return (
    <>
      <StackedBars
        times={errors.times}
        step={step}
        series={series}
        range={asking.range}
        timeZone={format.timeZone}
        height={HEIGHT}
        label={t('errors.chart', { by: t(`errors.${by}`), value: format.count(errors.sum) })}
        words={words}
        onPick={pick}
        onZoom={(from, to) => setTime({ from, to })}
      />
      <ul className={classes.legend}>
        {errors.series.map((one, index) => (
          <li key={JSON.stringify([one.value, one.rest])}>
            <span className={classes.mark} style={{ background: series[index]!.color }} aria-hidden />
            <Link title={series[index]!.name} {...explorer({ event: 'error', q: errorTerm(field, one, errors.series) })}>{series[index]!.name}</Link>
            <span className={`${classes.sum} num`}>{format.count(one.sum)}</span>
          </li>
        ))}
        <li className={classes.hint}>{t('errors.hint')}</li>
      </ul>
    </>
  )
}

/** A value keeps its colour while the page is open, whatever the time and the order. */
function useColors(by: ErrorsBy) {
  const kept = useRef(new Map<string, number>())
  return useCallback(
    (value: string | null) => {
      const key = JSON.stringify([by, value])
      const others = [...kept.current.keys()].filter((one) => one.startsWith(`["${by}"`)).length
      if (!kept.current.has(key)) kept.current.set(key, others)
      return kept.current.get(key)!
    },
    [by],
  )
}
