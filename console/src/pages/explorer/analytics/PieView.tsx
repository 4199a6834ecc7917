/** Parts of a whole: at most six slices, the rest as one. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

import { question } from '~/api/queries'
import { useFormat } from '~/lib/use-format'
import { Chart, type ChartPick } from '~/ui/Chart'
import { tooltipElement } from '~/ui/chart-tooltip'
import type { ViewProps } from './Analytics'
import { toCsv } from './csv'
import { Frame } from './Frame'
import { foldRows, toGroups, type GroupRow } from './groups'
import { GroupsTable } from './GroupsTable'
import { useMark } from './MarkButton'
import { pieDrawing } from './drawing-parts'
import classes from './PieView.module.css'
import { groupsQuestion } from './questions'
import { strokesOf, useAnalysis, useLook, useTitle, useWhere } from './use-analytics'
import { Answered, Nothing, useAsk } from './use-answer'
import { usePictureText } from './use-picture-text'

const SLICES_MOST = 6
const HEIGHT = 320

export function PieView({ onMark }: ViewProps) {
  const { t } = useTranslation('analytics')
  const asked = useAnalysis()
  const look = useLook()
  const title = useTitle(asked)
  const text = usePictureText()
  const pick = useMark(onMark)
  const asking = groupsQuestion(asked, useWhere())
  const query = useAsk(asking)
  const answer = query.data
  const grouped = useMemo(() => answer && toGroups(answer), [answer])
  const rows = useMemo(() => foldRows((grouped?.rows ?? []).filter(({ value }) => value !== null && value > 0), SLICES_MOST), [grouped])
  const { drawing, legend } = useSlices(rows, grouped?.unit ?? '')
  const press = ({ index, at, alt }: ChartPick) => {
    const row = rows[index]
    if (row) pick({ title: look.name(row), said: look.number(row.value, grouped!.unit), group: row, named: rows, at }, alt)
  }
  const label = t('chart.pie', { what: title, parts: legend.map((slice) => `${slice.text} ${slice.value}`).join(', ') })
  return (
    <Answered query={query} queryKey={question(asking).queryKey}>
      {(data) => (
        <Frame
          query={query}
          queryKey={question(asking).queryKey}
          csv={() => toCsv(data, asked.fn)}
          picture={() => ({ kind: 'chart', ...text, legend, drawing, height: HEIGHT })}
          worked={[data]}
        >
          {rows.length === 0 && <Nothing />}
          {rows.length > 0 && (
            <div className={classes.pie}>
              <Chart drawing={drawing} height={HEIGHT} label={label} onPick={press} />
              <GroupsTable label={title} grouped={grouped!} rows={rows} onMark={onMark} strokes={strokesOf(rows, look.palette)} />
            </div>
          )}
        </Frame>
      )}
    </Answered>
  )
}

function useSlices(rows: readonly GroupRow[], unit: string) {
  const { t } = useTranslation('analytics')
  const { fn } = useAnalysis()
  const look = useLook()
  const format = useFormat()
  return useMemo(() => {
    const sum = rows.reduce((all, { value }) => all + (value ?? 0), 0)
    const strokes = strokesOf(rows, look.palette)
    const share = ({ value }: GroupRow) => format.share(sum > 0 ? (value ?? 0) / sum : null)
    const tooltip = (row: GroupRow) => {
      const number = { label: t(`short.${fn}`), text: look.number(row.value, unit) }
      return tooltipElement({ title: look.name(row), rows: [number, { label: t('share'), text: share(row) }] })
    }
    const legend = rows.map((row) => ({ text: look.name(row), value: `${look.number(row.value, unit)} · ${share(row)}`, stroke: strokes.get(row.key) }))
    return { drawing: pieDrawing({ ...look, rows, unit, colors: strokes, tooltip }), legend }
  }, [rows, unit, look, format, fn, t])
}
