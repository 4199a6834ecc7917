/** A measure's distribution: its buckets, the percentiles marked on it, how buckets are called. */
import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'

import type { Cell } from '~/api/ask'
import { histogram } from '~/api/queries'
import { toDistribution, toPercentiles, type HistogramBucket } from './distribution'
import type { Mark } from './mark'
import { histogramQuestion, marksQuestion } from './questions'
import { useAnalysis, useLook, useWhere } from './use-analytics'
import { useAsk } from './use-answer'

export function useDistribution() {
  const { t } = useTranslation('analytics')
  const asked = useAnalysis()
  const where = useWhere()
  const look = useLook()
  const asking = histogram(histogramQuestion(asked, where))
  const query = useQuery(asking)
  const percentiles = useAsk(marksQuestion(asked, where)).data
  const answer = query.data
  const distribution = useMemo(() => toDistribution({ columns: answer?.columns ?? [], rows: (answer?.rows ?? []) as Cell[][] }), [answer])
  const { marks, n } = useMemo(() => (percentiles ? toPercentiles(percentiles) : { marks: [], n: undefined }), [percentiles])
  const { unit } = distribution
  const textOf = useCallback(
    ({ from, to }: HistogramBucket) => (to === null ? t('andLarger', { from: look.number(from, unit) }) : `${look.number(from, unit)} – ${look.number(to, unit)}`),
    [look, unit, t],
  )
  const markOf = (bucket: HistogramBucket): Omit<Mark, 'at'> => ({
    title: `${asked.field} ${textOf(bucket)}`,
    said: look.number(bucket.count, ''),
    bucket: { field: asked.field!, unit, from: bucket.from, to: bucket.to },
  })
  return { asking, query, percentiles, distribution, marks, n, textOf, markOf }
}
