/** One event beside the axis and the list: where it belongs, ways from it, and all that it says. */
import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { useLocalStorage, useViewportSize } from '@mantine/hooks'
import { IconArrowBackUp, IconChevronDown, IconChevronUp, IconCopy, IconFilter } from '@tabler/icons-react'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useCallback, useDeferredValue, useEffect, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import type { Json } from '~/api/queries'
import { term } from '~/lib/search-text'
import { useShortcut } from '~/lib/shortcuts'
import { DAY_MS } from '~/lib/time-range'
import { useFormat } from '~/lib/use-format'
import { EVENTS, type EventName } from '~/search-params'
import { EventDetail } from '~/ui/EventDetail'
import { KindIcon } from '~/ui/KindIcon'
import { SidePanel } from '~/ui/SidePanel'
import classes from './EventPanel.module.css'
import type { Item } from './history'
import { PlaceLinks } from './PlaceLinks'
import { offset } from './ticks'
import { useTitle } from './use-title'
import { useZone } from './use-zone'

type Props = {
  item: Item
  /** The history's start, in milliseconds since 1970. */
  start: number
  onClose: () => void
  onStep: (by: 1 | -1) => void
  onLeadingUp?: (item: Item) => void
}

/** Kept apart from other panels' widths; the explorer's panel of one event has the same name. */
const NAME = 'event'
const WIDTH = 480

export function EventPanel({ item: open, start, onClose, onStep, onLeadingUp }: Props) {
  const { t } = useTranslation(['history', 'detail', 'common'])
  const format = useFormat()
  const title = useTitle()
  useStepKeys(onStep)
  // Walking fast, the list goes ahead, and only where one stops is all of it shown.
  const item = useDeferredValue(open)
  const actions = useActions(item, start + item.at)
  const steps = (
    <>
      <Step label={t('previous')} icon={<IconChevronUp size={16} />} onClick={() => onStep(-1)} />
      <Step label={t('next')} icon={<IconChevronDown size={16} />} onClick={() => onStep(1)} />
    </>
  )
  const heading = (
    <span className={classes.heading}>
      <KindIcon kind={item.kind} size={16} />
      {t(`detail:kind.${item.kind}`)}
    </span>
  )
  return (
    <SidePanel name={NAME} width={WIDTH} label={t('panel')} title={heading} actions={steps} takeFocus={false} onClose={onClose}>
      <div className={classes.body}>
        <p className={classes.title} data-bad={item.bad}>
          {title(item)}
        </p>
        <p className="muted num">
          {offset(item.at)} · {format.moment(start + item.at, true)}
          {item.durationNs !== undefined && ` · ${format.duration(item.durationNs)}`}
        </p>
        <PlaceLinks item={item} start={start} />
        {item.kind === 'error' && onLeadingUp && (
          <Button variant="light" leftSection={<IconArrowBackUp size={14} />} onClick={() => onLeadingUp(item)}>
            {t('leadingUpLong')}
          </Button>
        )}
        <EventDetail event={item.event} actions={actions} />
      </div>
    </SidePanel>
  )
}

function useStepKeys(onStep: (by: 1 | -1) => void) {
  const { t } = useTranslation('history')
  useShortcut('k', t('previous'), () => onStep(-1))
  useShortcut('j', t('next'), () => onStep(1))
  useShortcut('ArrowUp', t('previous'), () => onStep(-1))
  useShortcut('ArrowDown', t('next'), () => onStep(1))
}

/** How much of the page's right the open panel takes, where there is room beside it. */
export function usePanelRoom(isOpen: boolean): number {
  const [width] = useLocalStorage({ key: `solera-panel-${NAME}`, defaultValue: WIDTH, getInitialValueInEffect: false })
  const { width: window } = useViewportSize()
  return isOpen && window - width >= ROOM_MIN_PX ? width - PADDING_PX + GAP_PX : 0
}

/** What an axis needs to be read; the content's own padding; what stays between it and the panel. */
const ROOM_MIN_PX = 760
const PADDING_PX = 24
const GAP_PX = 12

function Step({ label, icon, onClick }: { label: string; icon: ReactNode; onClick: () => void }) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" size="sm" aria-label={label} onClick={onClick}>
        {icon}
      </ActionIcon>
    </Tooltip>
  )
}

/** Finds the events that have a value too, in the days about this one. The same function from event to event of a kind. */
function useActions(item: Item, at: number) {
  const navigate = useNavigate()
  const { applicationId = '' } = useParams({ strict: false })
  const zone = useZone()
  const event = EVENTS.find((one): one is EventName => one === item.kind)
  const latest = useRef<(path: string, value: Json) => void>(undefined)
  useEffect(() => {
    latest.current = (path, value) => {
      const search = { ...zone, event, q: term(path, value as string), from: Math.floor(at - 3 * DAY_MS), to: Math.ceil(Math.min(at + 3 * DAY_MS, Date.now())) }
      void navigate({ to: '/a/$applicationId/explorer', params: { applicationId }, search })
    }
  })
  return useCallback(
    (path: string, value: Json) => <ValueActions path={path} value={value} onFind={event && (() => latest.current?.(path, value))} />,
    [event],
  )
}

type ValueProps = { path: string; value: Json; onFind: (() => void) | undefined }

/** Plain buttons: there are a hundred of them. */
function ValueActions({ path, value, onFind }: ValueProps) {
  const { t } = useTranslation(['history', 'detail'])
  const said = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return (
    <>
      {onFind && typeof value !== 'object' && (
        <button type="button" className={classes.tool} aria-label={t('findSame', { field: path })} title={t('findSame', { field: path })} onClick={onFind}>
          <IconFilter size={13} aria-hidden />
        </button>
      )}
      <button type="button" className={classes.tool} aria-label={t('detail:copyValue', { field: path })} title={t('detail:copyValue', { field: path })} onClick={() => void navigator.clipboard.writeText(said)}>
        <IconCopy size={13} aria-hidden />
      </button>
    </>
  )
}
