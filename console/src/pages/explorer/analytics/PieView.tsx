/** Parts of a whole: at most six slices, the rest as one. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

import { question } from '~/api/queries'
import { useFormat } from '~/lib/use-format'
import type { ChartClick } from '~/ui/Chart'
import { tooltipElement } from '~/ui/chart-tooltip'
import { LazyChart } from '~/ui/LazyChart'
import type { ViewProps } from './Analytics'
import { toCsv } from './csv'
import { Frame } from './Frame'
import { foldRows, toGroups, type GroupRow } from './groups'
import { GroupsTable } from './GroupsTable'
import { useMark } from './MarkButton'
import { pieOption } from './option-parts'
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
  const format = useFormat()
  const title = useTitle(asked)
  const text = usePictureText()
  const pick = useMark(onMark)
  const asking = groupsQuestion(asked, useWhere())
  const query = useAsk(asking)
  const answer = query.data
  const grouped = useMemo(() => answer && toGroups(answer), [answer])
  const rows = useMemo(() => foldRows((grouped?.rows ?? []).filter(({ value }) => value !== null && value > 0), SLICES_MOST), [grouped])
  const strokes = useMemo(() => strokesOf(rows, look.palette), [rows, look.palette])
  const sum = rows.reduce((all, { value }) => all + (value ?? 0), 0)
  const unit = grouped?.unit ?? ''
  const said = ({ value }: GroupRow) => `${look.number(value, unit)} · ${format.share(sum > 0 ? (value ?? 0) / sum : null)}`
  const option = useMemo(() => {
    const tooltip = (row: GroupRow) => tooltipElement({ title: look.name(row), rows: [{ label: t(`short.${asked.fn}`), text: look.number(row.value, unit) }, { label: t('share'), text: format.share((row.value ?? 0) / sum) }] })
    return pieOption({ ...look, rows, unit, colors: strokes, tooltip })
  }, [look, rows, unit, strokes, sum, t, format, asked.fn])
  const press = ({ dataIndex, at, alt }: ChartClick) => {
    const row = rows[dataIndex]
    if (row) pick({ title: look.name(row), said: look.number(row.value, unit), group: row, named: rows, at }, alt)
  }
  const legend = () => rows.map((row) => ({ text: look.name(row), value: said(row), stroke: strokes.get(row.key) }))
  const label = t('chart.pie', { what: title, parts: rows.map((row) => `${look.name(row)} ${said(row)}`).join(', ') })
  return (
    <Answered query={query} queryKey={question(asking).queryKey}>
      {(data) => (
        <Frame query={query} queryKey={question(asking).queryKey} csv={() => toCsv(data, asked.fn)} picture={() => ({ kind: 'chart', ...text, legend: legend(), option, height: HEIGHT })} worked={[data]}>
          {rows.length === 0 ? (
            <Nothing />
          ) : (
            <div className={classes.pie}>
              <LazyChart option={option} height={HEIGHT} label={label} onClick={press} />
              <GroupsTable label={title} grouped={grouped!} rows={rows} onMark={onMark} strokes={strokes} />
            </div>
          )}
        </Frame>
      )}
    </Answered>
  )
}
