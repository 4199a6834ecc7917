/** What every part of the tab needs: the question, where it is asked, how to change it, how things are said. */
import { useParams, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

import { useFormat } from '~/lib/use-format'
import { useTimeRange } from '~/lib/use-time'
import { usePalette, type Palette } from '~/ui/colors'
import { isMeasuring, readAnalysis, type Analysis } from './analysis'
import { groupText, type Group, type Words } from './groups'
import type { Stroke } from './drawing-series'
import type { AxisText } from './number-axis'
import type { Where } from './questions'
import { assign, type Memory } from './series-colors'
import type { Clock } from './time-axis'

const ROUTE = '/known/a/$applicationId/explorer'

export function useAnalysis(): Analysis {
  const search = useSearch({ from: ROUTE })
  return useMemo(() => readAnalysis(search), [search])
}

export function useWhere(): Where {
  const { applicationId } = useParams({ from: ROUTE })
  const range = useTimeRange()
  const { timeZone } = useFormat()
  return useMemo(() => ({ application_id: applicationId, range, timeZone }), [applicationId, range, timeZone])
}

export type Look = {
  palette: Palette
  words: Words
  clock: Clock
  name: (group: Pick<Group, 'values'>) => string
  number: (value: number | null | undefined, unit: string) => string
  axis: AxisText
}

/** How things are called, written and coloured. */
export function useLook(): Look {
  const palette = usePalette()
  const format = useFormat()
  const { t: common } = useTranslation()
  const { t } = useTranslation('analytics')
  return useMemo(() => {
    const words = { noValue: common('noValue'), other: common('other'), all: t('all') }
    const clock = { locale: format.locale, timeZone: format.timeZone }
    return { palette, words, clock, name: (group) => groupText(group, words), number: format.quantity, axis: format.axis }
  }, [palette, format, common, t])
}

/** Colours as long as the console is open, by the fields that were grouped by. */
const memories = new Map<string, Memory>()

/** The colour and stroke of each group; "other" is grey. */
export function strokesOf(groups: readonly Group[], palette: Palette): Map<string, Stroke> {
  const by = groups[0]?.by.join(' ') ?? ''
  const memory = memories.get(by) ?? new Map<string, number>()
  memories.set(by, memory)
  const named = groups.filter(({ isOther }) => !isOther).map(({ key }) => key)
  const places = assign(memory, named)
  const strokes = new Map<string, Stroke>(groups.map(({ key }) => [key, { color: palette.other, dashed: false }]))
  const seen = new Set<number>()
  for (const key of named) {
    const place = places.get(key)!
    strokes.set(key, { color: palette.series[place] ?? palette.other, dashed: seen.has(place) })
    seen.add(place)
  }
  return strokes
}

/** What the picture shows, in words: `p75 of view.first_byte by view.name`. */
export function useTitle(asked: Analysis): string {
  const { t } = useTranslation('analytics')
  const { event, fn, field, by, shape } = asked
  const what = isMeasuring(fn) || fn === 'cardinality' || shape === 'distribution' ? (field ?? '') : t(`event.${event}`)
  if (shape === 'distribution') return spaced(t('distributionOf', { what }))
  const said = { fn: t(`short.${fn}`), what, by: by.join(', ') }
  return spaced(by.length > 0 ? t('ofBy', said) : t('of', said))
}

/** Chinese stands apart from Latin letters by a space. */
function spaced(text: string): string {
  return text.replace(/(\p{Script=Han})([\p{Script=Latin}\d])/gu, '$1 $2').replace(/([\p{Script=Latin}\d])(\p{Script=Han})/gu, '$1 $2')
}
