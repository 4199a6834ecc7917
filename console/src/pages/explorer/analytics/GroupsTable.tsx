/** Groups as a table: each field, the number, what else is known of it. Names open the mark's menu. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

import { FEW } from '~/lib/change'
import { DataTable, type Column } from '~/ui/DataTable'
import { isAdditive, type Analysis, type Fn } from './analysis'
import { valueText, type Grouped, type GroupRow } from './groups'
import type { Mark } from './mark'
import { MarkButton } from './MarkButton'
import type { Stroke } from './drawing-series'
import { useAnalysis, useLook, type Look } from './use-analytics'

type Props = {
  label: string
  grouped: Grouped
  rows: readonly GroupRow[]
  onMark: (mark: Mark) => void
  strokes?: ReadonlyMap<string, Stroke>
  compact?: boolean
  maxHeight?: number
  /** The row that is pointed at, to light up its mark. */
  onLook?: (row: GroupRow, looked: boolean) => void
}

/** A row without a mark of its own stands in line with the others. */
const NO_MARK: Stroke = { color: 'transparent', dashed: false }

export function GroupsTable({ label, grouped, rows, onMark, strokes, compact, maxHeight, onLook }: Props) {
  const { t } = useTranslation('analytics')
  const look = useLook()
  const asked = useAnalysis()
  const columns = useMemo(() => {
    const fields = grouped.by.map((field, index): Column<GroupRow> => ({
      id: field,
      header: field,
      value: (row) => valueText(row.values[index] ?? null, look.words),
      cell: (row) => nameCell(row, index),
    }))
    return [...fields, ...numberColumns(grouped, rows, asked, look, { fn: (name) => t(`short.${name}`), share: t('share'), n: t('n'), nHint: t('nHint') })]

    function nameCell(row: GroupRow, index: number) {
      const mark = { title: look.name(row), said: look.number(row.value, grouped.unit), group: row, named: rows }
      const text = valueText(row.values[index] ?? null, look.words)
      return <MarkButton mark={mark} onMark={onMark} text={text} stroke={index === 0 && strokes ? (strokes.get(row.key) ?? NO_MARK) : undefined} onLook={(looked) => onLook?.(row, looked)} />
    }
  }, [grouped, rows, asked, look, onMark, onLook, strokes, t])
  return <DataTable label={label} columns={columns} rows={rows} rowKey={({ key }) => key} compact={compact} maxHeight={maxHeight} />
}

type Heads = { fn: (name: Fn) => string; share: string; n: string; nHint: string }

function numberColumns({ unit, further }: Grouped, rows: readonly GroupRow[], asked: Analysis, look: Look, heads: Heads): Column<GroupRow>[] {
  const sum = rows.reduce((all, { value }) => all + (value ?? 0), 0)
  const faint = (row: GroupRow, text: string) => <span className={`num ${asked.fn !== 'count' && row.n < FEW ? 'muted' : ''}`}>{text}</span>
  const value: Column<GroupRow> = { id: '=value', header: heads.fn(asked.fn), unit, value: (row) => row.value, width: '110px', cell: (row) => faint(row, look.number(row.value, unit)) }
  const more = further.map((name): Column<GroupRow> => ({ id: name, header: heads.fn(name as Fn), unit, value: (row) => row.further[name], width: '100px', cell: (row) => faint(row, look.number(row.further[name], unit)) }))
  const share: Column<GroupRow> = { id: '=share', header: heads.share, unit: 'share', value: (row) => (sum > 0 && row.value !== null ? row.value / sum : null), bar: true, width: '130px' }
  const n: Column<GroupRow> = { id: '=n', header: heads.n, title: heads.nHint, unit: '', value: (row) => row.n, width: '90px' }
  return [value, ...more, ...(isAdditive(asked.fn) ? [share] : []), ...(asked.fn === 'count' ? [] : [n])]
}

/** The same as texts, for a picture file. */
export function tableTexts(grouped: Grouped, rows: readonly GroupRow[], fns: string[], look: Look) {
  const heads = [...grouped.by, ...fns, 'n']
  const numeric = heads.map((_, index) => index >= grouped.by.length)
  const texts = rows.map((row) => [
    ...row.values.map((value) => valueText(value, look.words)),
    look.number(row.value, grouped.unit),
    ...grouped.further.map((name) => look.number(row.further[name], grouped.unit)),
    look.number(row.n, ''),
  ])
  return { heads, numeric, rows: texts }
}
