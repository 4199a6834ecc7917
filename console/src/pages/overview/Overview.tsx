/** How the application is doing: visits, vitals, pages, errors, and who comes from where. */
import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

import { ApiError } from '~/api/client'
import { question } from '~/api/queries'
import { useFormat } from '~/lib/use-format'
import { Empty, Failed } from '~/ui/Loaded'
import { Countries } from './Countries'
import { ErrorTrend } from './ErrorTrend'
import { FilterLine } from './FilterLine'
import { sayLength } from './length'
import { NothingHere } from './NothingHere'
import classes from './Overview.module.css'
import { Pages } from './Pages'
import { sessions, totals } from './questions'
import { TopLists } from './TopLists'
import { Totals } from './Totals'
import { useNarrow, useOverview } from './use-overview'
import { Vitals } from './Vitals'

export function Overview() {
  const { t } = useTranslation('overview')
  const { asking } = useOverview()
  const format = useFormat()
  const length = sayLength(asking.range.to - asking.range.from, format.locale)
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <h1>{t('title')}</h1>
        <span className="muted">{t('compared', { length })}</span>
      </header>
      <FilterLine error={useWrongFilter()} />
      <Parts />
    </div>
  )
}

function useWrongFilter(): ApiError | undefined {
  const { asking } = useOverview()
  const { error } = useQuery(question(totals(asking)))
  return error instanceof ApiError && error.status === 400 ? error : undefined
}

/** What stands in the way of all parts is said once, and so is that there are no views. */
function Parts() {
  const { asking } = useOverview()
  const queries = useQueryClient()
  const views = useQuery(question(totals(asking)))
  const visits = useQuery(question(sessions(asking)))
  if (useWrongFilter()) return <WrongFilter />
  if (views.isError && !views.data) return <Failed error={views.error} onRetry={() => void queries.refetchQueries({ queryKey: ['question'], type: 'active' })} />
  if (views.data?.rows[0]?.[0] === 0 && visits.data?.rows[0]?.[0] === 0) return <NothingHere />
  return (
    <>
      <Totals />
      <Vitals />
      <Pages />
      <ErrorTrend />
      <Countries />
      <TopLists />
    </>
  )
}

/** What is wrong with it stands under the text. */
function WrongFilter() {
  const { t } = useTranslation('overview')
  const { setText } = useNarrow()
  return (
    <Empty title={t('filter.wrong')} hint={t('filter.wrongHint')}>
      <Button variant="default" onClick={() => setText('')}>
        {t('filter.clear')}
      </Button>
    </Empty>
  )
}
