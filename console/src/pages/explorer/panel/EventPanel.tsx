/**
 * The open event beside the list: all that it says, each value a click away from a question, and
 * the ways to its session, its view and its person. Up and down walk the list.
 */
import { ActionIcon, Group, Skeleton, Tooltip } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'

import { ApiError } from '~/api/client'
import type { EventJson, Json } from '~/api/queries'
import { titleOf } from '~/lib/event'
import { useShortcut } from '~/lib/shortcuts'
import type { TimeRange } from '~/lib/time-range'
import { useFormat } from '~/lib/use-format'
import { EventDetail } from '~/ui/EventDetail'
import { KindIcon } from '~/ui/KindIcon'
import { Empty, Failed } from '~/ui/Loaded'
import { SidePanel } from '~/ui/SidePanel'
import { dateOf, isNamed, keyOf } from '../event-key'
import { useColumns } from '../table/use-columns'
import { useExplorer, useSetExplorer } from '../use-explorer'
import { useValueActions } from '../use-value-actions'
import { EventLinks } from './EventLinks'
import classes from './EventPanel.module.css'
import { useOpenEvent } from './use-open-event'
import { ValueTools } from './ValueTools'

type Props = { rows: EventJson[]; range: TimeRange }

export function EventPanel({ rows, range }: Props) {
  const { t } = useTranslation('explorer')
  const { event: kind } = useExplorer()
  const set = useSetExplorer()
  const { key, event, query } = useOpenEvent(rows, range)
  const tools = useTools()
  if (key === undefined) return null
  const close = () => set({ panel: undefined })
  return (
    <SidePanel name="event" label={t('panel.label')} title={<Title event={event} />} onClose={close} takeFocus={false} actions={<Walk rows={rows} open={key} />}>
      {event ? (
        <div className={classes.body}>
          <Summary event={event} />
          <EventLinks event={event} />
          <EventDetail event={event} actions={tools} kind={kind} />
        </div>
      ) : query.isError ? (
        isGone(query.error) ? <Empty title={t('panel.gone')} hint={t('panel.goneHint')} /> : <Failed error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Skeleton height={240} role="status" aria-label={t('loading', { ns: 'common' })} />
      )}
    </SidePanel>
  )
}

function useTools() {
  const actionsOf = useValueActions()
  const { paths, choose } = useColumns()
  return useCallback(
    (path: string, value: Json) => {
      const one = Array.isArray(value) && value.length === 1 ? value[0]! : value
      const isPlain = typeof one !== 'object' || one === null
      const onColumn = paths.includes(path) ? undefined : () => choose([...paths, path])
      return <ValueTools path={path} value={value} actions={isPlain ? actionsOf(path, one) : undefined} onColumn={onColumn} />
    },
    [actionsOf, paths, choose],
  )
}

function isGone(error: unknown): boolean {
  return error instanceof ApiError && error.status === 404
}

function Title({ event }: { event: EventJson | undefined }) {
  const { t } = useTranslation('explorer')
  const { event: kind } = useExplorer()
  const said = event && (kind === 'session' ? sessionTitle(event) : titleOf(event))
  return (
    <span className={classes.title}>
      {kind !== 'session' && <KindIcon kind={kind} />}
      <span>{said ?? t(`one.${kind}`)}</span>
    </span>
  )
}

function sessionTitle(event: EventJson): string | undefined {
  const session = event.session as { first_view?: { name?: string } } | undefined
  return session?.first_view?.name
}

function Summary({ event }: { event: EventJson }) {
  const { t } = useTranslation('explorer')
  const { event: kind } = useExplorer()
  const format = useFormat()
  const date = dateOf(event)
  return (
    <p className={classes.summary}>
      <strong>{t(`one.${kind}`)}</strong>
      <time dateTime={new Date(date).toISOString()} title={format.timeZone} className="num">
        {format.moment(date, true)}
      </time>
      <span className="muted">{format.ago(date)}</span>
    </p>
  )
}

/** To the event above and below, by buttons and keys. */
function Walk({ rows, open }: { rows: EventJson[]; open: string }) {
  const { t } = useTranslation('explorer')
  const { event: kind } = useExplorer()
  const set = useSetExplorer()
  const index = rows.findIndex((row) => isNamed(row, kind, open))
  const go = (step: number) => {
    const next = rows[index < 0 ? 0 : index + step]
    if (next) set({ panel: keyOf(next, kind) }, { replace: true })
  }
  const up = () => go(-1)
  const down = () => go(1)
  useShortcut('k', t('panel.previous'), up)
  useShortcut('j', t('panel.next'), down)
  useShortcut('ArrowUp', t('panel.previous'), up)
  useShortcut('ArrowDown', t('panel.next'), down)
  return (
    <Group gap={2} wrap="nowrap">
      <Tooltip label={`${t('panel.previous')} (k)`}>
        <ActionIcon variant="subtle" color="gray" aria-label={t('panel.previous')} disabled={index <= 0} onClick={up}>
          <IconArrowUp size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={`${t('panel.next')} (j)`}>
        <ActionIcon variant="subtle" color="gray" aria-label={t('panel.next')} disabled={index === rows.length - 1 || rows.length === 0} onClick={down}>
          <IconArrowDown size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </Group>
  )
}
