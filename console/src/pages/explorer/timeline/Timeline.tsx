/**
 * How many events there were over time, stacked by a field if one likes. Dragging zooms; a mark
 * filters by its value, or zooms into its bucket. The same as a table for who cannot see it.
 */
import { Select, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'

import { OTHER, records } from '~/api/ask'
import { question } from '~/api/queries'
import { onlyThis, without } from '~/lib/search-terms'
import { interval } from '~/lib/time-range'
import { useFormat } from '~/lib/use-format'
import { useSetTime } from '~/lib/use-time'
import type { ChartClick } from '~/ui/Chart'
import { usePalette } from '~/ui/colors'
import { DEFAULT_FACETS } from '../facets/defaults'
import { releasesQuestion, timelineQuestion, type Asked } from '../questions'
import { useExplorer, useSetExplorer, useSetText } from '../use-explorer'
import { barsOf, type Bars } from './bars'
import { timelineOption, type Release } from './option'
import classes from './Timeline.module.css'
import { useTicks } from './use-ticks'

const Chart = lazy(() => import('~/ui/Chart').then((file) => ({ default: file.Chart })))
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
  const format = useFormat()
  const palette = usePalette()
  const releases = useReleases(asked)
  const { tick, moment } = useTicks(asked.range)
  const setTime = useSetTime()
  const zoom = useCallback((from: number, to: number) => setTime({ from, to }), [setTime])
  const width = interval(asked.range, BARS)
  const what = t(`event.${asked.event}`, { ns: 'common' })
  const option = useMemo(
    () => timelineOption(bars, { palette, range: asked.range, width, releases, tick, moment, count: format.count, what }),
    [bars, palette, asked.range, width, releases, tick, moment, format, what],
  )
  const onClick = useMarkClick(bars, width)
  return (
    <Suspense fallback={<Skeleton height={HEIGHT} />}>
      <Chart option={option} height={HEIGHT} label={t('timeline.chart', { what, total: format.count(bars.total) })} onClick={onClick} onZoom={zoom} />
    </Suspense>
  )
}

/** Of a stacked mark its value is asked for (with Alt left out); else its time. */
function useMarkClick(bars: Bars, width: number) {
  const { search, text } = useExplorer()
  const setText = useSetText()
  const setTime = useSetTime()
  return (click: ChartClick) => {
    const series = bars.series[click.seriesIndex]
    const start = bars.times[click.dataIndex]
    if (search.stack && series && !series.isOther) {
      const value = series.value === null ? null : String(series.value)
      setText(click.alt ? without(text, search.stack, value) : onlyThis(text, search.stack, value))
    } else if (start !== undefined) setTime({ from: start, to: start + width })
  }
}

/** The values, each a button that does what its mark does. */
function Legend({ bars, stack }: { bars: Bars; stack: string }) {
  const { t } = useTranslation('explorer')
  const { text } = useExplorer()
  const setText = useSetText()
  const palette = usePalette()
  const color = (index: number) => (bars.series[index]!.isOther ? palette.other : palette.series[index % palette.series.length])
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
            <span style={{ background: color(index) }} aria-hidden />
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

const NO_RELEASES: Release[] = []

/** Releases that were first seen within the time; asked after the bars, which people came for. */
function useReleases(asked: Asked): Release[] {
  const { data } = useQuery(question(releasesQuestion(asked)))
  return useMemo(() => {
    if (!data) return NO_RELEASES
    return records(data).flatMap(({ version, first }) =>
      typeof version === 'string' && version !== OTHER && typeof first === 'number' && first > asked.range.from ? [{ version, at: first }] : [],
    )
  }, [data, asked.range.from])
}
