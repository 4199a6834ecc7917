/** The pictures of groups: a pie, and a top list for its picture file. Pure. */
import type { Lengths, Pie } from '~/ui/chart/drawing'
import type { Palette } from '~/ui/colors'
import type { GroupRow } from './groups'
import { numberAxis } from './number-axis'

export type PartsPicture = {
  rows: readonly GroupRow[]
  unit: string
  colors: ReadonlyMap<string, { color: string }>
  palette: Palette
  name: (row: GroupRow) => string
  number: (value: number | null, unit: string) => string
  tooltip: (row: GroupRow) => HTMLElement
}

/** A legend says what each slice is; no label is drawn that would not fit. */
export function pieDrawing({ rows, colors, palette, name, tooltip }: PartsPicture): Pie {
  const slices = rows.map((row) => ({ name: name(row), value: row.value ?? 0, color: colors.get(row.key)?.color ?? palette.other }))
  return { kind: 'pie', colors: palette, slices, tooltip: (index) => tooltip(rows[index]!) }
}

/** Length alone tells; a colour for each would tell nothing more. */
export function topListDrawing({ rows, unit, palette, name, number }: Omit<PartsPicture, 'colors' | 'tooltip'>): Lengths {
  const { max } = numberAxis(0, Math.max(0, ...rows.map(({ value }) => value ?? 0)), unit)
  const shown = rows.map((row) => ({ name: name(row), value: row.value ?? 0, color: (row.isOther ? palette.other : palette.series[0]) ?? palette.other, text: number(row.value, unit) }))
  return { kind: 'lengths', colors: palette, rows: shown, max }
}
