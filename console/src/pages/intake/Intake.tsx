/** Where everything ended that was sent: what was taken, what was dropped and why. */
import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'

import { intake } from '~/api/queries'
import type { TimeRange } from '~/lib/time-range'
import { useTimeRange } from '~/lib/use-time'
import { OTHER_COLOR, seriesVariable } from '~/ui/colors'
import { kindVariable } from '~/ui/KindIcon'
import { Empty, Loaded } from '~/ui/Loaded'
import classes from './Intake.module.css'
import { IntakeTiles } from './IntakeTiles'
import { KindTable } from './KindTable'
import { isKind, kinds, reasons, totals, type Outcomes } from './outcome'
import { OutcomePanel } from './OutcomePanel'
import { acceptedByKind, lostByReason, step } from './outcome-series'
import { Reasons } from './Reasons'
import { useKindWord } from './use-kind-word'
import { useReasonWords } from './use-reason-words'
import { WrongTokens } from './WrongTokens'

/** Counts move while one looks, the newest even before their minute is over. */
const REFETCH_MS = 15_000

const DOCS = 'https://github.com/solera-rum/solera/blob/main/docs/api.md#sending-events'

export function Intake() {
  const { t } = useTranslation('intake')
  const { applicationId } = useParams({ from: '/known/a/$applicationId/intake' })
  const range = useTimeRange()
  const asked = { application_id: applicationId, from: range.from, to: range.to, interval: `${step(range)}ms` }
  const query = useQuery({ ...intake(asked), refetchInterval: REFETCH_MS })
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <h1>{t('title')}</h1>
        <span className="muted">{t('about')}</span>
        <a href={DOCS} target="_blank" rel="noreferrer">
          {t('docs')}
        </a>
      </header>
      <Loaded query={query} queryKey={intake(asked).queryKey} what={t('reading')} skeleton={<IntakeSkeleton />}>
        {(answer) => <Told answer={answer} range={range} stale={query.isPlaceholderData} />}
      </Loaded>
    </div>
  )
}

function Told({ answer, range, stale }: { answer: Outcomes; range: TimeRange; stale: boolean }) {
  const { t } = useTranslation('intake')
  const kindWord = useKindWord()
  const reasonWords = useReasonWords()
  const reasonWord = useCallback((reason: string) => reasonWords(reason, undefined).title, [reasonWords])
  const sums = useMemo(() => totals(answer.outcomes), [answer])
  // The server's buckets are wider than asked for where there would be too many points.
  const width = answer.interval_ms ?? step(range)
  const accepted = useMemo(() => acceptedByKind(answer.series ?? [], range, width), [answer, range, width])
  const lost = useMemo(() => lostByReason(answer.series ?? [], range, width), [answer, range, width])
  if (sums.all === 0) {
    return (
      <>
        <Nothing />
        <WrongTokens range={range} />
      </>
    )
  }
  return (
    <>
      <IntakeTiles totals={sums} range={range} stale={stale} />
      <div className={lost.sum > 0 ? classes.columns : undefined}>
        <OutcomePanel title={t('chart.accepted')} label={t('chart.accepted')} stacks={accepted} range={range} step={width} name={kindWord} color={colorOfKind} stale={stale} />
        {lost.sum > 0 && (
          <OutcomePanel title={t('chart.lost')} label={t('chart.lost')} stacks={lost} range={range} step={width} name={reasonWord} color={colorOfReason} stale={stale} />
        )}
      </div>
      <div className={classes.columns}>
        <KindTable kinds={kinds(answer.outcomes)} accepted={sums.accepted} range={range} stale={stale} />
        <Reasons reasons={reasons(answer.outcomes)} all={sums.all} stale={stale} />
      </div>
      <WrongTokens range={range} />
    </>
  )
}

const colorOfKind = (kind: string) => (isKind(kind) ? kindVariable(kind) : OTHER_COLOR)
const colorOfReason = (_reason: string, index: number) => seriesVariable(index)

function Nothing() {
  const { t } = useTranslation('intake')
  const { applicationId } = useParams({ from: '/known/a/$applicationId/intake' })
  return (
    <Empty title={t('empty.title')} hint={t('empty.hint')}>
      <Link to="/a/$applicationId/setup" params={{ applicationId }}>
        {t('empty.setUp')}
      </Link>
    </Empty>
  )
}

function IntakeSkeleton() {
  return (
    <div className={classes.page}>
      <div className={classes.tiles}>
        {[0, 1, 2, 3, 4].map((tile) => (
          <Skeleton key={tile} height={92} />
        ))}
      </div>
      <Skeleton height={256} />
      <div className={classes.columns}>
        <Skeleton height={220} />
        <Skeleton height={220} />
      </div>
    </div>
  )
}
