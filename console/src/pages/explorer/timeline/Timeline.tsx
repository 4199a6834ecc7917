/**
 * How many events there were over time, stacked by a field if one likes. Dragging zooms; a mark
 * filters by its value, or zooms into its bucket. The same as a table for who cannot see it.
 */
import { Select, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'

import { OTHER, records } from '~/api/ask'
import { question } from '~/api/queries'
import { onlyThis, without } from '~/lib/search-terms'
import { interval } from '~/lib/time-range'
import { useFormat } from '~/lib/use-format'
import { useSetTime } from '~/lib/use-time'
import { OTHER_COLOR, seriesVariable } from '~/ui/colors'
import { StackedBars, type BarMark } from '~/ui/StackedBars'
import { DEFAULT_FACETS } from '../facets/defaults'
import { releasesQuestion, timelineQuestion, type Asked } from '../questions'
import { useExplorer, useSetExplorer, useSetText } from '../use-explorer'
import { barsOf, type Bars } from './bars'
import classes from './Timeline.module.css'
import { useTicks } from './use-ticks'

const HEIGHT = 108
const BARS = 90

export function Timeline({ asked }: { asked: Asked }) {
  const { t } = useTranslation('explorer')
  const { search } = useExplorer()
  const format = useFormat()
  const query = useQuery(question(timelineQuestion(asked, search.stack, format.timeZone)))
  const names = { none: t('noValue', { ns: 'common' }), other: t('other', { ns: 'common' }) }
  const isStacked = query.data?.columns.length === 3
  const bars = useMemo(() => query.data && barsOf(query.data, isStacked, names), [query.data, isStacked, names.none, names.other])
  const said = (n: number) => (n === 1 ? t(`one.${asked.event}`) : t(`event.${asked.event}`, { ns: 'common' })).toLocaleLowerCase()
  return (
    <section className={classes.timeline} aria-label={t('timeline.label')}>
      <header className={classes.header}>
        <h2 className={classes.total}>{bars ? t('timeline.total', { shown: format.count(bars.total), what: said(bars.total) }) : '\u00a0'}</h2>
        {isStacked && bars && <Legend bars={bars} stack={search.stack!} />}
        <StackPicker />
      </header>
      <div className={query.isPlaceholderData ? classes.stale : undefined} aria-busy={query.isPlaceholderData}>
        {bars ? <Drawn bars={bars} asked={asked} /> : query.isError ? <div style={{ height: HEIGHT }} /> : <Skeleton height={HEIGHT} />}
      </div>
    </section>
  )
}

function Drawn({ bars, asked }: { bars: Bars; asked: Asked }) {
  const { t } = useTranslation('explorer')
  const { search } = useExplorer()
  const format = useFormat()
  const releases = useReleases(asked)
  const { tick, span } = useTicks(asked.range)
  const setTime = useSetTime()
  const zoom = useCallback((from: number, to: number) => setTime({ from, to }), [setTime])
  const step = interval(asked.range, BARS)
  const what = t(`event.${asked.event}`, { ns: 'common' })
  const series = useMemo(() => bars.series.map((one, index) => ({ name: one.name || what, color: colorOf(one, index), counts: one.counts })), [bars, what])
  const words = useMemo(() => ({ count: format.count, axis: format.axis, tick, span }), [format, tick, span])
  return (
    <StackedBars
      times={bars.times}
      step={step}
      series={series}
      range={asked.range}
      timeZone={format.timeZone}
      height={HEIGHT}
      marks={releases}
      label={t('timeline.chart', { what, total: format.count(bars.total) })}
      words={words}
      onPick={usePick(bars, search.stack, step)}
      onZoom={zoom}
    />
  )
}

const colorOf = ({ isOther }: { isOther: boolean }, index: number) => (isOther ? OTHER_COLOR : seriesVariable(index))

/** Of a stacked mark its value is asked for (with Alt left out); else its time. */
function usePick(bars: Bars, stack: string | undefined, step: number) {
  const { text } = useExplorer()
  const setText = useSetText()
  const setTime = useSetTime()
  return (index: number | undefined, at: number, alt: boolean) => {
    const one = index === undefined ? undefined : bars.series[index]
    const start = bars.times[at]
    if (stack && one && !one.isOther) {
      const value = one.value === null ? null : String(one.value)
      setText(alt ? without(text, stack, value) : onlyThis(text, stack, value))
    } else if (start !== undefined) setTime({ from: start, to: start + step })
  }
}

/** The values, each a button that does what its mark does. */
function Legend({ bars, stack }: { bars: Bars; stack: string }) {
  const { t } = useTranslation('explorer')
  const { text } = useExplorer()
  const setText = useSetText()
  return (
    <ul className={classes.legend}>
      {bars.series.map(({ name, value, isOther }, index) => (
        <li key={name}>
          <button
            type="button"
            disabled={isOther}
            title={t('timeline.only', { field: stack, value: name })}
            onClick={(click) => setText((click.altKey ? without : onlyThis)(text, stack, value === null ? null : String(value)))}
          >
            <span style={{ background: colorOf({ isOther }, index) }} aria-hidden />
            {name}
          </button>
        </li>
      ))}
    </ul>
  )
}

function StackPicker() {
  const { t } = useTranslation('explorer')
  const { event, search } = useExplorer()
  const set = useSetExplorer()
  const likely = DEFAULT_FACETS[event].filter(({ measure }) => !measure).map(({ field }) => field)
  const data = search.stack && !likely.includes(search.stack) ? [search.stack, ...likely] : likely
  return (
    <Select
      className={classes.stack}
      aria-label={t('timeline.stack')}
      placeholder={t('timeline.stack')}
      data={data}
      value={search.stack ?? null}
      onChange={(stack) => set({ stack: stack ?? undefined }, { replace: true })}
      clearable
      searchable
      nothingFoundMessage={t('timeline.noField')}
      comboboxProps={{ width: 260, position: 'bottom-end' }}
    />
  )
}

const NO_RELEASES: BarMark[] = []

/** Releases that were first seen within the time; asked after the bars, which people came for. */
function useReleases(asked: Asked): BarMark[] {
  const { data } = useQuery(question(releasesQuestion(asked)))
  return useMemo(() => {
    if (!data) return NO_RELEASES
    return records(data).flatMap(({ version, first }) =>
      typeof version === 'string' && version !== OTHER && typeof first === 'number' && first > asked.range.from ? [{ label: version, at: first }] : [],
    )
  }, [data, asked.range.from])
}
