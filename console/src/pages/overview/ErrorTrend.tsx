/** Errors over time by where they come from or what they are; and the same as a table. */
import { Button, SegmentedControl, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { question } from '~/api/queries'
import { useFormat } from '~/lib/use-format'
import { useSetTime } from '~/lib/use-time'
import { Empty, Loaded } from '~/ui/Loaded'
import { Panel } from '~/ui/Panel'
import { errorTerm, readErrors, type ErrorSeries, type Series } from './error-series'
import { ErrorTable } from './ErrorTable'
import classes from './Overview.module.css'
import { chartStep, ERROR_FIELDS, errorsOverTime, type ErrorsBy } from './questions'
import { useNarrow, useOverview, useReading } from './use-overview'

const ErrorChart = lazy(() => import('./ErrorChart').then((found) => ({ default: found.ErrorChart })))
const HEIGHT = 220

export function ErrorTrend() {
  const { t } = useTranslation('overview')
  const reading = useReading()
  const { t: common } = useTranslation()
  const { asking, search, explorer } = useOverview()
  const { stackErrors } = useNarrow()
  const format = useFormat()
  const [asTable, setAsTable] = useState(false)
  const by: ErrorsBy = search.errors ?? 'source'
  const options = question(errorsOverTime(asking, by))
  const answer = useQuery(options)
  const errors = useMemo(() => answer.data && readErrors(answer.data), [answer.data])
  const aside = (
    <div className={classes.tools}>
      {errors && <Link className={classes.aside} {...explorer({ event: 'error' })}>{t('errors.sum', { value: format.count(errors.sum) })}</Link>}
      <SegmentedControl
        aria-label={t('errors.by')}
        value={by}
        onChange={(value) => stackErrors(value as ErrorsBy)}
        data={[{ value: 'source', label: t('errors.source') }, { value: 'type', label: t('errors.type') }]}
      />
      <Button variant="default" onClick={() => setAsTable(!asTable)}>
        {common(asTable ? 'showChart' : 'showTable')}
      </Button>
    </div>
  )
  return (
    <Panel title={t('errors.heading')} aside={aside} stale={answer.isPlaceholderData}>
      <Loaded query={answer} queryKey={options.queryKey} what={reading} skeleton={HEIGHT}>
        {() => {
          if (!errors || errors.sum === 0) return <Empty title={t('errors.none')} hint={t('errors.noneHint')} />
          return asTable ? <ErrorTable errors={errors} by={by} /> : <Drawn errors={errors} by={by} />
        }}
      </Loaded>
    </Panel>
  )
}

function Drawn({ errors, by }: { errors: ErrorSeries; by: ErrorsBy }) {
  const { t } = useTranslation('overview')
  const { asking, moment } = useOverview()
  const { leaveOut } = useNarrow()
  const format = useFormat()
  const navigate = useNavigate()
  const setTime = useSetTime()
  const step = chartStep(asking.range)
  const field = ERROR_FIELDS[by]
  const pick = useCallback(
    (series: Series, from: number, out: boolean) => {
      if (out && !series.rest) leaveOut(field, series.value)
      else void navigate({ ...moment(from, step, { event: 'error', q: errorTerm(field, series, errors.series) }) })
    },
    [errors, field, leaveOut, moment, navigate, step],
  )
  const zoom = useCallback((from: number, to: number) => setTime({ from, to }), [setTime])
  const label = t('errors.chart', { by: t(`errors.${by}`), value: format.count(errors.sum) })
  return (
    <>
      <Suspense fallback={<Skeleton height={HEIGHT} />}>
        <ErrorChart errors={errors} range={asking.range} step={step} label={label} height={HEIGHT} onPick={pick} onZoom={zoom} />
      </Suspense>
      <p className={classes.hint}>{t('errors.hint')}</p>
    </>
  )
}
