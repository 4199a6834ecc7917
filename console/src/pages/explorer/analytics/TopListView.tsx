/** Groups from the largest down, each with a bar as long as its number. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

import { question } from '~/api/queries'
import { FEW } from '~/lib/change'
import { useFormat } from '~/lib/use-format'
import { isAdditive } from './analysis'
import type { ViewProps } from './Analytics'
import { toCsv } from './csv'
import { Frame } from './Frame'
import { sortRows, toGroups, type Grouped, type GroupRow } from './groups'
import { GroupsTable } from './GroupsTable'
import type { Mark } from './mark'
import { MarkButton, useMark } from './MarkButton'
import { topListDrawing } from './drawing-parts'
import { groupsQuestion } from './questions'
import classes from './TopListView.module.css'
import { useAnalysis, useLook, useTitle, useWhere } from './use-analytics'
import { Answered, Nothing, useAsk } from './use-answer'
import { usePictureText } from './use-picture-text'

const ROW = 28

export function TopListView({ onMark }: ViewProps) {
  const asked = useAnalysis()
  const look = useLook()
  const title = useTitle(asked)
  const text = usePictureText()
  const asking = groupsQuestion(asked, useWhere())
  const query = useAsk(asking)
  const answer = query.data
  const grouped = useMemo(() => answer && toGroups(answer), [answer])
  const rows = useMemo(() => sortRows(grouped?.rows ?? [], asked.first === 'lowest' ? 'ascending' : 'descending'), [grouped, asked.first])
  const picture = () => {
    const drawing = topListDrawing({ ...look, rows, unit: grouped!.unit })
    return { kind: 'chart' as const, ...text, legend: [], drawing, height: rows.length * ROW + 16 }
  }
  return (
    <Answered query={query} queryKey={question(asking).queryKey}>
      {(data) => (
        <Frame
          query={query} queryKey={question(asking).queryKey}
          csv={() => toCsv(data, asked.fn)}
          picture={picture}
          worked={[data]}
          table={() => <GroupsTable label={title} grouped={grouped!} rows={rows} onMark={onMark} />}
        >
          {rows.length === 0 ? <Nothing /> : <TopList label={title} grouped={grouped!} rows={rows} onMark={onMark} />}
        </Frame>
      )}
    </Answered>
  )
}

type ListProps = { label: string; grouped: Grouped; rows: GroupRow[]; onMark: (mark: Mark) => void }

function TopList({ label, grouped, rows, onMark }: ListProps) {
  const asked = useAnalysis()
  const most = Math.max(0, ...rows.map(({ value }) => value ?? 0))
  const sum = isAdditive(asked.fn) ? rows.reduce((all, { value }) => all + (value ?? 0), 0) : undefined
  return (
    <ol className={classes.list} aria-label={label}>
      {rows.map((row) => (
        <Entry key={row.key} row={row} rows={rows} unit={grouped.unit} part={most > 0 ? (row.value ?? 0) / most : 0} sum={sum} onMark={onMark} />
      ))}
    </ol>
  )
}

type EntryProps = { row: GroupRow; rows: GroupRow[]; unit: string; part: number; sum: number | undefined; onMark: (mark: Mark) => void }

function Entry({ row, rows, unit, part, sum, onMark }: EntryProps) {
  const { t } = useTranslation()
  const look = useLook()
  const format = useFormat()
  const { fn } = useAnalysis()
  const few = fn !== 'count' && row.n < FEW
  const mark = { title: look.name(row), said: look.number(row.value, unit), group: row, named: rows }
  const pick = useMark(onMark)
  return (
    <li className={classes.row} data-few={few || undefined} title={few ? t('few') : undefined}>
      <MarkButton mark={mark} onMark={onMark} />
      {/* The bar is for the mouse; the name is the same by keyboard. */}
      <span className={classes.track} onClick={({ clientX, clientY, altKey }) => pick({ ...mark, at: { x: clientX, y: clientY } }, altKey)} aria-hidden>
        <span className={classes.bar} data-other={row.isOther || undefined} style={{ width: `${Math.max(part * 100, 0.3)}%` }} />
      </span>
      <span className={`${classes.value} num`} title={row.value === null ? undefined : format.exact(row.value, unit)}>
        {mark.said}
      </span>
      <span className={`${classes.beside} num`}>{sum !== undefined ? format.share(sum > 0 && row.value !== null ? row.value / sum : null) : fn === 'count' ? '' : t('n', { count: format.count(row.n) as unknown as number })}</span>
    </li>
  )
}
