/** The parts that pages are made of, each in its states: for those who build pages. */
import { Button, Skeleton } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { ApiError } from '~/api/client'
import { Chart } from '~/ui/Chart'
import type { Plot } from '~/ui/chart/drawing'
import { usePalette } from '~/ui/colors'
import { Copy } from '~/ui/Copy'
import { DataTable, type Column } from '~/ui/DataTable'
import { Empty, Failed } from '~/ui/Loaded'
import { Panel } from '~/ui/Panel'
import { RatingBar } from '~/ui/RatingBar'
import { SidePanel } from '~/ui/SidePanel'
import { N, Tile } from '~/ui/Tile'
import { ValueMenu } from '~/ui/ValueMenu'
import classes from './Components.module.css'
import { CREATED, PAGES, TREND, type Page } from './samples'

export function Components() {
  const { t } = useTranslation('shell')
  const [open, setOpen] = useState(false)
  return (
    <div className={classes.page}>
      <h1>{t('components.title')}</h1>
      <p className="muted">{t('components.hint')}</p>
      <Tiles />
      <div className={classes.pair}>
        <Panel title="DataTable, ValueMenu" aside={<N value={12} />}>
          <Table />
        </Panel>
        <Panel title="Chart" stale>
          <Bars />
        </Panel>
      </div>
      <div className={classes.three}>
        <Panel title="Empty">
          <Empty />
        </Panel>
        <Panel title="Failed">
          <Failed error={new ApiError({ status: 0 })} onRetry={() => undefined} />
        </Panel>
        <Panel title="Skeleton, Copy, SidePanel">
          <Skeleton height={72} mb={12} />
          <div className={classes.row}>
            <span className="mono">{CREATED}</span>
            <Copy text={CREATED} />
            <Button variant="default" onClick={() => setOpen(true)}>
              {t('components.openPanel')}
            </Button>
          </div>
        </Panel>
      </div>
      {open && (
        <SidePanel title="SidePanel" label="SidePanel" onClose={() => setOpen(false)}>
          <Table />
        </SidePanel>
      )}
    </div>
  )
}

function Tiles() {
  const parts = { good: 7412, needs_improvement: 1820, poor: 640 }
  return (
    <div className={classes.tiles}>
      <Tile label="Sessions" value={9412} before={{ value: 8700 }} better="more" trend={TREND} />
      <Tile label="Error share" value={0.0123} unit="share" n={9412} before={{ value: 0.0101, n: 8700 }} better="less" />
      <Tile label="LCP" value={2.64e9} unit="ns" n={9872} before={{ value: 2.41e9, n: 9100 }} better="less" rating="needs_improvement">
        <RatingBar label="LCP" parts={parts} />
      </Tile>
      <Tile label="INP" value={96e6} unit="ns" n={31} before={{ value: 90e6, n: 28 }} better="less" rating="good" />
      <Tile label="CLS" value={null} n={0} />
    </div>
  )
}

function Table() {
  const columns: Column<Page>[] = [
    { id: 'view.name', header: 'Page', value: (row) => row.name, cell: (row) => <ValueMenu field="view.name" value={row.name} onFilter={() => undefined} onExclude={() => undefined} /> },
    { id: 'views', header: 'Views', value: (row) => row.views, unit: '', bar: true, width: '24%' },
    { id: 'lcp', header: 'LCP p75', value: (row) => row.lcp, unit: 'ns', width: '20%' },
    { id: 'rating', header: 'Rating', value: (row) => row.parts.good, cell: (row) => <RatingBar compact label={row.name} parts={row.parts} />, width: '20%' },
  ]
  return <DataTable label="Pages" columns={columns} rows={PAGES} rowKey={(row) => row.name} sort={{ id: 'views', descending: true }} />
}

function Bars() {
  const palette = usePalette()
  const drawing = useMemo(
    (): Plot => ({
      kind: 'plot', colors: palette, buckets: TREND.length, banded: true, gap: 0.2, between: false, marks: [],
      y: { min: 0, max: 40, interval: 10, text: String },
      ticks: TREND.map((_, at) => ({ at, text: String(at) })),
      series: [{ name: '', type: 'bar', stacked: false, values: TREND, color: palette.series[0] ?? palette.other }],
    }),
    [palette],
  )
  return <Chart drawing={drawing} height={180} label="Chart" />
}
