/** A shape's main question as a screen shows it: waiting, failed, empty, or the answer. */
import { Skeleton } from '@mantine/core'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import type { Answer, Question } from '~/api/ask'
import { ApiError } from '~/api/client'
import { question } from '~/api/queries'
import { chosen } from '~/lib/format'
import { useFormat } from '~/lib/use-format'
import { Empty, Loaded } from '~/ui/Loaded'
import classes from './Frame.module.css'
import { useAnalysis, useWhere } from './use-analytics'

export const HEIGHT = 360

/** An answer; none when nothing is to be asked. */
export function useAsk(asked: Question, enabled = true): UseQueryResult<Answer> {
  return useQuery({ ...question(asked), enabled })
}

type Props<T> = { query: UseQueryResult<T>; queryKey: readonly unknown[]; children: (data: T) => ReactNode }

export function Answered<T>({ query, queryKey, children }: Props<T>) {
  const { t } = useTranslation('analytics')
  const reading = useReading()
  // What is wrong, and where, stands under the search text.
  const isTextWrong = query.error instanceof ApiError && query.error.pointer === '/filter'
  if (isTextWrong) return <Empty title={t('wrong.title')} hint={t('wrong.hint')} />
  return (
    <Loaded query={query} queryKey={queryKey} what={reading} skeleton={<FrameSkeleton />}>
      {children}
    </Loaded>
  )
}

/** The space of a frame's head and picture. */
function FrameSkeleton() {
  return (
    <div className={classes.frame}>
      <Skeleton height={32} />
      <Skeleton height={HEIGHT} />
    </div>
  )
}

/** `Reading views of 14 d`. */
export function useReading(): string {
  const { t } = useTranslation()
  const { t: own } = useTranslation('analytics')
  const { locale } = useFormat()
  const { event } = useAnalysis()
  const { from, to } = useWhere().range
  return t('scanning', { what: own(`event.${event}`), range: chosen((to - from) * 1e6, 'ns', locale) })
}

/** No event to work with: because of the time and filter, or because none has the field. */
export function Nothing() {
  const { t } = useTranslation('analytics')
  const { field } = useAnalysis()
  return field ? <Empty title={t('nothing.field', { field })} hint={t('nothing.hint')} /> : <Empty />
}
