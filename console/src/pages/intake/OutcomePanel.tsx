/** A chart of counts over time, and the same as a table. */
import { Button } from '@mantine/core'
import { useState, type ComponentProps } from 'react'
import { useTranslation } from 'react-i18next'

import { useFormat } from '~/lib/use-format'
import { DataTable, type Column } from '~/ui/DataTable'
import { Panel } from '~/ui/Panel'
import { OutcomeChart } from './OutcomeChart'
import type { Stacks } from './outcome-series'

const HEIGHT = 180
/** Past so many series a table grows too wide to read. */
const COLUMNS_MAX = 8

type Props = Omit<ComponentProps<typeof OutcomeChart>, 'height'> & { title: string; stale: boolean }

export function OutcomePanel({ title, stale, ...drawn }: Props) {
  const { t: common } = useTranslation()
  const [asTable, setAsTable] = useState(false)
  const aside = (
    <Button size="compact-xs" variant="default" onClick={() => setAsTable(!asTable)}>
      {common(asTable ? 'showChart' : 'showTable')}
    </Button>
  )
  return (
    <Panel title={title} aside={aside} stale={stale}>
      {asTable ? (
        <CountTable stacks={drawn.stacks} name={drawn.name} label={drawn.label} />
      ) : (
        <OutcomeChart {...drawn} height={HEIGHT} />
      )}
    </Panel>
  )
}

type Row = { time: number; counts: number[] }

function CountTable({ stacks, name, label }: { stacks: Stacks; name: (name: string) => string; label: string }) {
  const { t } = useTranslation('intake')
  const format = useFormat()
  const series = stacks.series.slice(0, COLUMNS_MAX)
  const columns: Column<Row>[] = [
    { id: 'time', header: t('chart.time'), value: ({ time }) => time, cell: ({ time }) => format.moment(time) },
    ...series.map((one, index) => ({ id: one.name || 'count', header: name(one.name), unit: '', value: ({ counts }: Row) => counts[index] })),
  ]
  const rows = stacks.times.map((time, at) => ({ time, counts: series.map(({ counts }) => counts[at] ?? 0) }))
  return <DataTable label={label} columns={columns} rows={rows} rowKey={({ time }) => String(time)} sort={{ id: 'time', descending: true }} maxHeight={HEIGHT + 40} compact />
}
