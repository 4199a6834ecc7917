/** No views: is that the time, the filter, or has nothing come yet? And the one next step. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'

import { tick } from '~/lib/clock'
import { MINUTE_MS } from '~/lib/time-range'
import { useFormat } from '~/lib/use-format'
import { useSetTime, useTimeRange } from '~/lib/use-time'
import { Empty, Loaded } from '~/ui/Loaded'
import { newestView } from './newest-view'
import { useNarrow, useOverview } from './use-overview'

export function NothingHere() {
  const { t } = useTranslation('overview')
  const { applicationId, asking, explorer } = useOverview()
  const { setText } = useNarrow()
  const newest = useQuery(newestView(applicationId))
  useArrived(newest.data ?? null)
  if (asking.q) {
    return (
      <Empty title={t('nothing.filter')} hint={t('nothing.filterHint')}>
        <Button variant="default" onClick={() => setText('')}>
          {t('filter.clear')}
        </Button>
        <Link {...explorer({ event: 'error' })}>{t('nothing.explorer')}</Link>
      </Empty>
    )
  }
  return (
    <Loaded query={newest} skeleton={160}>
      {(date) => (date === null ? <NothingYet /> : <NothingNow newest={date} />)}
    </Loaded>
  )
}

/** A view has come into the time that is shown: ask again, at once. */
function useArrived(newest: number | null) {
  const { from } = useTimeRange()
  useEffect(() => {
    if (newest !== null && newest >= from && newest < Date.now()) tick()
    // Once for each newest view: `from` moves with the clock.
  }, [newest])
}

function NothingYet() {
  const { t } = useTranslation('overview')
  const { applicationId } = useOverview()
  return (
    <Empty title={t('nothing.never')} hint={t('nothing.neverHint')}>
      <Button renderRoot={(props) => <Link to="/a/$applicationId/settings" params={{ applicationId }} {...props} />}>{t('nothing.snippet')}</Button>
    </Empty>
  )
}

function NothingNow({ newest }: { newest: number }) {
  const { t } = useTranslation('overview')
  const { asking } = useOverview()
  const format = useFormat()
  const setTime = useSetTime()
  const length = asking.range.to - asking.range.from
  const goThere = () => setTime({ from: newest + MINUTE_MS - length, to: newest + MINUTE_MS })
  return (
    <Empty title={t('nothing.time')} hint={t('nothing.timeHint', { ago: format.ago(newest) })}>
      <Button variant="default" onClick={goThere}>
        {t('nothing.goThere')}
      </Button>
    </Empty>
  )
}
