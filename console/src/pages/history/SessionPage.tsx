/** One session: who it was, and everything that happened, in order. */
import { Skeleton } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

import type { Kind } from '~/lib/event'
import { useShortcut } from '~/lib/shortcuts'
import { EventList } from './EventList'
import { EventPanel, usePanelRoom } from './EventPanel'
import { Filters } from './Filters'
import { leadingUp, type Item } from './history'
import { HistoryState } from './HistoryState'
import { isFrustrated } from './marks'
import { Notices } from './Notices'
import classes from './Page.module.css'
import { usePointer } from './pointer'
import { filtered } from './rows'
import { SessionAxis } from './SessionAxis'
import { SessionHeader } from './SessionHeader'
import { useSession, type Loaded } from './use-history'
import { useFilters, useSelection } from './use-selection'
import { useZoom } from './use-zoom'

export function SessionPage() {
  const { sessionId = '' } = useParams({ strict: false })
  const query = useSession(sessionId)
  return (
    <HistoryState kind="session" id={sessionId} query={query} skeleton={<SessionSkeleton />}>
      {(loaded) => <Session key={sessionId} id={sessionId} loaded={loaded} />}
    </HistoryState>
  )
}

function Session({ id, loaded }: { id: string; loaded: Loaded }) {
  const { t } = useTranslation('history')
  const { history } = loaded
  const zoom = useZoom(history.length)
  const pointer = usePointer()
  const { selected, open, close } = useSelection(history)
  const { hidden, text, toggle, look, show } = useFilters()
  const items = useMemo(() => filtered(history.items, { hide: hidden, text }), [history, hidden, text])
  const isLooking = text.trim() !== ''
  const onLeadingUp = (item: Item) => {
    show(item, ['view', 'action', 'error'])
    zoom.set(leadingUp(history, item))
  }
  const onNext = (wanted: (item: Item) => boolean, kinds: readonly Kind[]) => {
    const all = history.items.filter(wanted)
    const next = all.find(({ at }) => at > (selected?.at ?? -1)) ?? all[0]
    if (next) show(next, kinds)
  }
  const onNextError = () => onNext(({ kind }) => kind === 'error', ['error'])
  useShortcut('e', t('nextError'), onNextError, history.counts.error > 0)
  const onStep = (by: 1 | -1) => {
    const index = items.findIndex((item) => item === selected)
    const next = items[index + by]
    if (next) open(next, true)
  }
  const room = usePanelRoom(selected !== undefined)
  return (
    <div className={classes.page} style={{ paddingRight: room }}>
      <div className={classes.main}>
        <SessionHeader id={id} loaded={loaded} onNextError={onNextError} onNextFrustration={() => onNext(isFrustrated, ['action'])} />
        <Notices loaded={loaded} />
        <Filters counts={history.counts} hidden={hidden} text={text} found={isLooking ? items.length : undefined} onToggle={toggle} onLook={look} />
        <SessionAxis history={history} items={items} hidden={hidden} zoom={zoom} pointer={pointer} selected={selected} onOpen={open} />
        <EventList items={items} isFolding={!isLooking} zoom={zoom} selected={selected} isPanelOpen={selected !== undefined} onOpen={open} onLeadingUp={onLeadingUp} />
      </div>
      {selected && <EventPanel item={selected} start={history.start} onClose={close} onStep={onStep} onLeadingUp={onLeadingUp} />}
    </div>
  )
}

function SessionSkeleton() {
  return (
    <div className={classes.skeleton}>
      <Skeleton height={18} width={320} />
      <Skeleton height={44} width="80%" />
      <Skeleton height={28} width={560} />
      <Skeleton height={260} />
      <Skeleton height={280} />
    </div>
  )
}
