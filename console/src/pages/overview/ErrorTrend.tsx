/** Errors over time by where they come from or what they are; and the same as a table. */
import { Button, SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { question } from '~/api/queries'
import { useFormat } from '~/lib/use-format'
import { Empty, Loaded } from '~/ui/Loaded'
import { Panel } from '~/ui/Panel'
import { readErrors } from './error-series'
import { ErrorBars } from './ErrorBars'
import { ErrorTable } from './ErrorTable'
import classes from './Overview.module.css'
import { errorsOverTime, type ErrorsBy } from './questions'
import { useNarrow, useOverview, useReading } from './use-overview'

const HEIGHT = 248

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
          return asTable ? <ErrorTable errors={errors} by={by} /> : <ErrorBars errors={errors} by={by} />
        }}
      </Loaded>
    </Panel>
  )
}
