/** The table's columns with all that drawing them needs, and how to change which there are. */
import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'

import { fields } from '~/api/queries'
import { keysOf } from '../event-path'
import { useExplorer, useSetExplorer } from '../use-explorer'
import { columnsOf, isNumeric, labelOf, moveColumn, widthOf, writeColumns, type Field } from './columns'
import { useWidths } from './widths'

export type TableColumn = {
  path: string
  keys: string[]
  label: string
  field: Field | undefined
  numeric: boolean
}

export function useFieldMap(): Map<string, Field> {
  const { event } = useExplorer()
  const { data } = useQuery(fields(event))
  return useMemo(() => new Map((data ?? []).map((field) => [field.field, field])), [data])
}

export function useColumns() {
  const { event, search } = useExplorer()
  const set = useSetExplorer()
  const known = useFieldMap()
  const { widths, setWidth } = useWidths()
  const paths = useMemo(() => columnsOf(event, search.cols), [event, search.cols])
  const columns = useMemo(
    () =>
      paths.map((path): TableColumn => {
        const field = known.get(path)
        return { path, keys: keysOf(path), label: labelOf(path, event), field, numeric: isNumeric(field) }
      }),
    [paths, known, event],
  )
  const choose = useCallback((next: readonly string[]) => set({ cols: writeColumns(event, next) }, { replace: true }), [set, event])
  const move = (path: string, to: number) => choose(moveColumn(paths, path, to))
  const widthsOf = columns.map(({ path, field, label }) => widths[path] ?? widthOf(path, field, label))
  return { event, paths, columns, widths: widthsOf, choose, move, setWidth }
}
