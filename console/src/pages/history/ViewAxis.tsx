/** The view on one time axis: its moments as flags, what happened as marks, the waterfall, and the long tasks under it. */
import { Button } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

import { useFormat } from '~/lib/use-format'
import type { Sort } from './waterfall'
import axis from './Axis.module.css'
import { AxisBox } from './AxisBox'
import type { History, Item, ViewSpan } from './history'
import { Lanes } from './Lanes'
import { toLane, type Lane } from './marks'
import type { Pointer } from './pointer'
import { useFlags } from './use-flags'
import { Waterfall } from './Waterfall'
import type { Entry } from './waterfall'
import classes from './Waterfall.module.css'
import type { Window, Zoom } from './window'

const MARKS = 'marks'
const TASKS = 'tasks'

type Props = {
  history: History
  view: ViewSpan
  entries: Entry[]
  hasResources: boolean
  sort: Sort
  zoom: Zoom
  /** The stretch of its loading. */
  early: Window | undefined
  pointer: Pointer
  selected: Item | undefined
  onOpen: (item: Item, replace?: boolean) => void
}

export function ViewAxis({ history, view, entries, hasResources, sort, zoom, early, pointer, selected, onOpen }: Props) {
  const { t } = useTranslation('history')
  const flags = useFlags(view)
  const [marks, tasks] = useMemo(() => toLanes(history, view), [history, view])
  const lane = (one: Lane, key: string) => (
    <Lanes
      lanes={[one]}
      zoom={zoom}
      pointer={pointer}
      selected={selected}
      selectedLane={selected && (selected.kind === 'long_task' ? TASKS : selected.kind === 'resource' ? undefined : MARKS)}
      label={() => <LaneLabel laneKey={key} lane={one} />}
      onOpen={onOpen}
    />
  )
  return (
    <div className={classes.frame}>
      <AxisBox
        className={classes.axis}
        history={history}
        zoom={zoom}
        pointer={pointer}
        flags={flags}
        label={t('viewAxis')}
        corner={t('sinceStart')}
        tools={early && <LoadingOrAll zoom={zoom} early={early} />}
      >
        <div className={axis.rule}>{lane(marks, MARKS)}</div>
        <Waterfall entries={entries} hasResources={hasResources} sort={sort} zoom={zoom} pointer={pointer} flags={flags} selected={selected} onOpen={onOpen} />
        {tasks.blocks.length > 0 && <div className={axis.ruleAbove}>{lane(tasks, TASKS)}</div>}
      </AxisBox>
    </div>
  )
}

function toLanes(history: History, { at, end, item }: ViewSpan): [Lane, Lane] {
  const marks = history.items.filter(({ kind }) => kind !== 'resource' && kind !== 'long_task')
  const tasks = history.items.filter(({ kind }) => kind === 'long_task')
  return [toLane(MARKS, marks, { from: at, to: end }, item), { ...toLane(TASKS, tasks), isBand: true }]
}

function LaneLabel({ laneKey, lane }: { laneKey: string; lane: Lane }) {
  const { t } = useTranslation('history')
  const format = useFormat()
  if (laneKey === TASKS) {
    const ns = lane.blocks.reduce((sum, { durationNs }) => sum + (durationNs ?? 0), 0)
    return (
      <>
        <span>{t('counted.long_task', { count: lane.blocks.length, n: format.count(lane.blocks.length) })}</span>
        <span className="muted num">{t('inAll', { length: format.duration(ns) })}</span>
      </>
    )
  }
  const count = (kind: Item['kind']) => lane.points.filter((item) => item.kind === kind).length
  const [actions, errors] = [count('action'), count('error')]
  return (
    <>
      <span>{t('counted.action', { count: actions, n: format.count(actions) })}</span>
      <span className={errors > 0 ? 'poor' : 'muted'}>{t('counted.error', { count: errors, n: format.count(errors) })}</span>
    </>
  )
}

function LoadingOrAll({ zoom, early }: { zoom: Zoom; early: Window }) {
  const { t } = useTranslation('history')
  return (
    <Button size="compact-xs" variant="default" onClick={() => zoom.set(early)}>
      {t('zoom.loading')}
    </Button>
  )
}
