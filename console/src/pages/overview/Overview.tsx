/** How the application is doing: visits, vitals, pages, errors, and who comes from where. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

import { ApiError } from '~/api/client'
import { question } from '~/api/queries'
import { useFormat } from '~/lib/use-format'
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
import { useOverview } from './use-overview'
import { Vitals } from './Vitals'
import { WrongFilter } from './WrongFilter'

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
      <FilterLine />
      <Parts />
    </div>
  )
}

/** A search text that cannot be read is one mistake, and said once; no views is one state. */
function Parts() {
  const { asking } = useOverview()
  const views = useQuery(question(totals(asking)))
  const visits = useQuery(question(sessions(asking)))
  if (views.error instanceof ApiError && views.error.status === 400) return <WrongFilter error={views.error} />
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
