/** The kinds of events, each with how many the question finds of it. */
import { useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'

import { records } from '~/api/ask'
import { question } from '~/api/queries'
import { useFormat } from '~/lib/use-format'
import { EVENTS } from '~/search-params'
import classes from './Explorer.module.css'
import { countQuestion, type Asked } from './questions'
import { OF_ONE_EVENT, useExplorer } from './use-explorer'

/** How many there are of each kind; the error of the one that is looked at. */
export function useCounts(asked: Asked) {
  return useQueries({
    queries: EVENTS.map((event) => question(countQuestion({ ...asked, event }))),
    combine: (all) => ({
      error: all[EVENTS.indexOf(asked.event)]?.error ?? null,
      counts: all.map(({ data }) => data && Number(records(data)[0]?.count ?? 0)),
      isStale: all.some(({ isPlaceholderData }) => isPlaceholderData),
    }),
  })
}

type Props = { counts: (number | undefined)[]; isStale: boolean }

export function EventTabs({ counts, isStale }: Props) {
  const { t } = useTranslation('explorer')
  const format = useFormat()
  const { applicationId, event: current, search } = useExplorer()
  const here = useRef<HTMLAnchorElement>(null)
  const isCounted = counts.every((count) => count !== undefined)
  // In a narrow window the tabs scroll; the one that is open is in sight, also once counts widen them.
  useEffect(() => void here.current?.scrollIntoView({ block: 'nearest', inline: 'center' }), [current, isCounted])
  return (
    <nav className={classes.tabs} aria-label={t('tabs.label')}>
      {EVENTS.map((event, index) => (
        <Link
          key={event}
          ref={event === current ? here : undefined}
          to="/a/$applicationId/explorer"
          params={{ applicationId }}
          search={event === current ? search : { ...search, ...OF_ONE_EVENT, event }}
          activeOptions={{ exact: true }}
          className={classes.tab}
          aria-current={event === current ? 'page' : undefined}
        >
          {t(`event.${event}`, { ns: 'common' })}
          <span className={`${classes.count} num`} data-stale={isStale || undefined}>
            {counts[index] === undefined ? '\u00a0' : format.count(counts[index])}
          </span>
        </Link>
      ))}
    </nav>
  )
}
