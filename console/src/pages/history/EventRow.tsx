/** One row of the list: when, which kind, what, how long. Errors and views stand out; a run of background is one row. */
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'

import { firstFrame, frustrations, text } from '~/lib/event'
import { useFormat } from '~/lib/use-format'
import { KindIcon } from '~/ui/KindIcon'
import classes from './EventList.module.css'
import type { Item } from './history'
import type { Group, Row } from './rows'
import { offset } from './ticks'
import { useTitle } from './use-title'

export const ROW_PX = 30
const TALL_PX = 50

export function rowHeight(row: Row | undefined): number {
  return row?.type === 'item' && secondLine(row.item) !== undefined ? TALL_PX : ROW_PX
}

/** Where it was thrown, of an error. */
function secondLine({ kind, event }: Item): string | undefined {
  return kind === 'error' ? firstFrame(text(event, 'error.stack')) : undefined
}

type Props = {
  id: string
  row: Row
  index: number
  top: number
  isActive: boolean
  isSelected: boolean
  isOutside: boolean
  onAct: (row: Row) => void
  onActive: (key: string) => void
  onLeadingUp: (item: Item) => void
}

export const EventRow = memo(function EventRow({ id, row, index, top, isActive, isSelected, isOutside, onAct, onActive, onLeadingUp }: Props) {
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 1}
      aria-level={row.type === 'item' && row.inGroup ? 2 : 1}
      aria-expanded={row.type === 'group' ? row.isOpen : undefined}
      aria-selected={isSelected}
      className={classes.row}
      data-kind={row.type === 'item' ? row.item.kind : 'group'}
      data-bad={row.type === 'item' && row.item.bad}
      data-active={isActive}
      data-outside={isOutside}
      style={{ transform: `translateY(${top}px)`, height: rowHeight(row) }}
      onClick={() => {
        onActive(row.key)
        onAct(row)
      }}
    >
      {row.type === 'item' ? <ItemCells item={row.item} inGroup={row.inGroup} onLeadingUp={onLeadingUp} /> : <GroupCells group={row.group} isOpen={row.isOpen} />}
    </div>
  )
})

function ItemCells({ item, inGroup, onLeadingUp }: { item: Item; inGroup: boolean; onLeadingUp: (item: Item) => void }) {
  const { t } = useTranslation(['history', 'detail'])
  const format = useFormat()
  const title = useTitle()
  const second = secondLine(item)
  return (
    <>
      <span role="gridcell" className={`${classes.at} num`}>
        {offset(item.at)}
      </span>
      <span role="gridcell" className={classes.kind} data-inner={inGroup}>
        <KindIcon kind={item.kind} />
        {t(`detail:kind.${item.kind}`)}
      </span>
      <span role="gridcell" className={classes.what}>
        <span className={classes.title}>{title(item)}</span>
        <Aside item={item} />
        {second && <span className={classes.second}>{second}</span>}
      </span>
      <span role="gridcell" className={classes.more}>
        {item.kind === 'error' && (
          <button
            type="button"
            tabIndex={-1}
            className={classes.leading}
            onClick={(event) => {
              event.stopPropagation()
              onLeadingUp(item)
            }}
          >
            {t('leadingUp')}
          </button>
        )}
      </span>
      <span role="gridcell" className={`${classes.length} num`}>
        {item.durationNs === undefined ? '' : format.duration(item.durationNs)}
      </span>
    </>
  )
}

/** What else is worth a glance: the view's address, the resource's host, a frustration in words. */
function Aside({ item }: { item: Item }) {
  const { t } = useTranslation('detail')
  if (item.kind === 'action') {
    const all = frustrations(item.event)
    return all.length > 0 && <span className={classes.frustration}>{all.map((one) => t(`frustration.${one}`)).join('; ')}</span>
  }
  const said = { view: text(item.event, 'view.url'), resource: text(item.event, 'resource.url_host'), error: text(item.event, 'error.type'), log: text(item.event, 'status') }
  const aside = said[item.kind as keyof typeof said]
  return aside && <span className={classes.aside}>{aside}</span>
}

function GroupCells({ group, isOpen }: { group: Group; isOpen: boolean }) {
  const { t } = useTranslation('history')
  const format = useFormat()
  const title = useTitle()
  const { counts, bytes, longest, items } = group
  const parts = counts.map(({ kind, count }) => t(`counted.${kind}`, { count, n: format.count(count) }))
  const last = items.reduce((end, item) => Math.max(end, item.end), 0)
  return (
    <>
      <span role="gridcell" className={`${classes.at} num`}>
        {offset(items[0]!.at)}
      </span>
      <span role="gridcell" className={classes.kind}>
        {isOpen ? <IconChevronDown size={14} aria-hidden /> : <IconChevronRight size={14} aria-hidden />}
        {t('background')}
      </span>
      <span role="gridcell" className={classes.what}>
        <span className={classes.title}>{parts.join(t('and'))}</span>
        {bytes !== undefined && bytes > 0 && <span className={classes.aside}>{format.bytes(bytes)}</span>}
        {longest && <span className={classes.aside}>{t('longest', { what: title(longest), length: format.duration(longest.durationNs) })}</span>}
      </span>
      <span role="gridcell" />
      <span role="gridcell" className={`${classes.length} num`} title={t('spanOfGroup')}>
        {format.duration((last - items[0]!.at) * 1e6)}
      </span>
    </>
  )
}
