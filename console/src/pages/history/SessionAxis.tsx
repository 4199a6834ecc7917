/** The session on one time axis: views as lanes, everything that happened in them as marks. */
import { Link, useParams } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

import type { Kind } from '~/lib/event'
import { useFormat } from '~/lib/use-format'
import { AxisBox } from './AxisBox'
import classes from './Axis.module.css'
import type { History, Item } from './history'
import { Lanes } from './Lanes'
import { toLane, type Lane } from './marks'
import type { Pointer } from './pointer'
import type { Zoom } from './window'
import { useZone } from './use-zone'

const NO_VIEW = ''

type Props = {
  history: History
  /** What the filters leave. */
  items: Item[]
  hidden: ReadonlySet<Kind>
  zoom: Zoom
  pointer: Pointer
  selected: Item | undefined
  onOpen: (item: Item) => void
}

export function SessionAxis({ history, items, hidden, zoom, pointer, selected, onOpen }: Props) {
  const { t } = useTranslation('history')
  const format = useFormat()
  const lanes = useMemo(() => toLanes(history, items), [history, items])
  return (
    <AxisBox history={history} zoom={zoom} pointer={pointer} label={t('axis')} corner={<>{t('views')} <span className="num">{format.count(history.views.length)}</span></>}>
      <Lanes
        lanes={lanes}
        zoom={zoom}
        pointer={pointer}
        selected={selected && (hidden.has(selected.kind) ? undefined : selected)}
        selectedLane={selected && (selected.view ?? NO_VIEW)}
        label={(lane) => <LaneLabel history={history} lane={lane} />}
        onOpen={onOpen}
      />
    </AxisBox>
  )
}

/** One for each view, also for those that the filters leave nothing of; and one for what was in no view. */
function toLanes(history: History, items: Item[]): Lane[] {
  const byView = new Map<string, Item[]>()
  for (const item of items) {
    const key = item.view ?? NO_VIEW
    const list = byView.get(key)
    if (list) list.push(item)
    else byView.set(key, [item])
  }
  const lanes = history.views.map(({ id, at, end, item }) => toLane(id, byView.get(id) ?? [], { from: at, to: end }, item))
  const loose = byView.get(NO_VIEW)
  return loose ? [...lanes, toLane(NO_VIEW, loose)] : lanes
}

function LaneLabel({ history, lane }: { history: History; lane: Lane }) {
  const { t } = useTranslation('history')
  const format = useFormat()
  const { applicationId = '' } = useParams({ strict: false })
  const zone = useZone()
  const view = history.views.find(({ id }) => id === lane.key)
  if (!view) return <span className="muted">{t('noView')}</span>
  const at = Math.round(history.start + view.at)
  return (
    <>
      <Link
        className={classes.laneName}
        to="/a/$applicationId/views/$viewId"
        params={{ applicationId, viewId: view.id }}
        search={{ ...zone, from: at - 3_600_000, to: at + 3_600_000 }}
        title={view.name}
      >
        {view.name ?? t('unnamed')}
      </Link>
      <span className="muted num">{format.duration((view.end - view.at) * 1e6)}</span>
    </>
  )
}
