/** The headings of the table, which stay in sight while it scrolls. */
import classes from './EventTable.module.css'
import { HeaderCell } from './HeaderCell'
import type { useColumns } from './use-columns'

type Props = { table: ReturnType<typeof useColumns>; onGroup: (path: string) => void }

export function HeaderRow({ table: { columns, paths, widths, move, choose, setWidth }, onGroup }: Props) {
  return (
    <div className={classes.header} role="row" aria-rowindex={1}>
      {columns.map((column, index) => (
        <HeaderCell
          key={column.path}
          column={column}
          index={index}
          last={index === columns.length - 1}
          width={widths[index]!}
          onMove={move}
          onHide={() => choose(paths.filter((path) => path !== column.path))}
          onWidth={(width) => setWidth(column.path, width)}
          onGroup={() => onGroup(column.path)}
        />
      ))}
    </div>
  )
}
