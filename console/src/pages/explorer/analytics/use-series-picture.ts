/** The chart of numbers over time: its drawing, and what happens where it is pressed and dragged. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

import { FEW } from '~/lib/change'
import { useSetTime } from '~/lib/use-time'
import type { ChartPick } from '~/ui/Chart'
import { tooltipElement, type TooltipRow } from '~/ui/chart-tooltip'
import { isAdditive } from './analysis'
import type { Mark } from './mark'
import { useMark } from './MarkButton'
import { isStacked, seriesDrawing, type Release, type Stroke } from './drawing-series'
import { endOf, lineAt, type Line, type Series } from './series'
import { bucketText, isPart, tickText } from './time-axis'
import { useAnalysis, useLook, useTitle, useWhere, type Look } from './use-analytics'

const TOOLTIP_ROWS_MOST = 12

type Shown = {
  series: Series | undefined
  strokes: ReadonlyMap<string, Stroke>
  releases: readonly Release[]
  earlier: (number | null)[] | undefined
}

export function useSeriesPicture({ series, strokes, releases, earlier }: Shown, onMark: (mark: Mark) => void) {
  const { t } = useTranslation('analytics')
  const asked = useAnalysis()
  const look = useLook()
  const { range } = useWhere()
  const title = useTitle(asked)
  const shape = asked.shape === 'bar' || asked.shape === 'area' ? asked.shape : 'line'
  const additive = isAdditive(asked.fn)
  const counts = additive || asked.fn === 'cardinality'
  const drawing = useMemo(() => {
    if (!series) return undefined
    const tooltip = (index: number) => {
      const rows = lineRows(series, index, { strokes, look, isCount: asked.fn === 'count' })
      const more = rows.length - TOOLTIP_ROWS_MOST
      const shown = more > 0 ? [...rows.slice(0, TOOLTIP_ROWS_MOST), { label: t('andMore', { count: more }), text: '', faint: true }] : rows
      if (earlier) shown.push({ color: look.palette.other, label: t('before'), text: look.number(earlier[index], series.unit), faint: true })
      if (series.lines.length === 1 && asked.fn !== 'count') shown.push({ label: t('n'), text: look.number(series.lines[0]!.ns[index], ''), faint: true })
      return tooltipElement({ title: bucketText(series, index, look.clock), rows: shown, note: isPart(series, index, range) ? t('part') : undefined })
    }
    return seriesDrawing({ ...look, series, shape, additive, counts, strokes, range, releases, tooltip, before: earlier && { name: t('before'), values: earlier } })
  }, [series, strokes, shape, additive, counts, look, range, releases, earlier, asked.fn, t])

  const pickMark = useMark(onMark)
  const pick = ({ index, value, at, alt }: ChartPick) => {
    if (!series) return
    const line = lineAt(series, index, value, isStacked({ series, shape, additive }))
    if (line) pickMark({ ...markOf(series, line, index, look), at }, alt)
  }
  const setTime = useSetTime()
  const zoom = (first: number, last: number) => {
    if (!series) return
    const [from, to] = [Math.max(series.starts[first]!, range.from), Math.min(endOf(series, last), range.to)]
    if (from < to) setTime({ from, to })
  }
  const label = t('chart.over', { what: title, count: series?.lines.length ?? 0, from: tickText(range.from, look.clock), to: tickText(range.to, look.clock) })
  return { drawing, pick, zoom, label }
}

/** One for each line that has a number there, the largest first. */
function lineRows(series: Series, index: number, { strokes, look, isCount }: { strokes: ReadonlyMap<string, Stroke>; look: Look; isCount: boolean }): TooltipRow[] {
  const there = series.lines.filter(({ numbers }) => (numbers[index] ?? null) !== null)
  const sorted = there.sort((a, b) => b.numbers[index]! - a.numbers[index]!)
  return sorted.map(({ group, numbers, ns }) => ({
    color: strokes.get(group.key)?.color,
    label: look.name(group),
    text: look.number(numbers[index], series.unit),
    // A count is itself how many there are.
    faint: !isCount && ns[index]! < FEW,
  }))
}

/** The mark of a line at a bucket. */
export function markOf(series: Series, line: Line, index: number, look: Look): Omit<Mark, 'at'> {
  const when = bucketText(series, index, look.clock)
  const isOne = series.by.length === 0
  return {
    title: isOne ? when : `${look.name(line.group)}, ${when}`,
    said: look.number(line.numbers[index], series.unit),
    group: isOne ? undefined : line.group,
    named: series.lines.map(({ group }) => group),
    time: { from: series.starts[index]!, to: endOf(series, index) },
  }
}
