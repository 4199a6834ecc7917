/** One resource: its name and host, status, type, size, length, and its phases to scale. */
import { memo, type CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'

import { useFormat } from '~/lib/use-format'
import type { Item } from './history'
import type { Entry } from './waterfall'
import classes from './Waterfall.module.css'

export const ROW_PX = 26

type Props = {
  id: string
  entry: Entry
  index: number
  top: number
  isActive: boolean
  isSelected: boolean
  onOpen: (item: Item) => void
  onHover: (hovered: { entry: Entry; x: number; y: number } | undefined) => void
}

export const WaterfallRow = memo(function WaterfallRow({ id, entry, index, top, isActive, isSelected, onOpen, onHover }: Props) {
  const { t } = useTranslation('history')
  const format = useFormat()
  const { item, name, host, url, status, type, method, bytes, fromCache, isBlocking } = entry
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      className={classes.row}
      data-active={isActive}
      data-bad={item.bad}
      style={{ transform: `translateY(${top}px)`, height: ROW_PX }}
      onClick={() => onOpen(item)}
    >
      <span role="gridcell" className={classes.name} title={url}>
        {method && method !== 'GET' && <span className="muted">{method}</span>}
        <span className={classes.file}>{name}</span>
        {isBlocking && <span className={classes.blocking} title={t('blockingHint')}>{t('blocking')}</span>}
        <span className={classes.host}>{host}</span>
      </span>
      <span role="gridcell" className={`${classes.status} num`}>{status === undefined ? '' : status}</span>
      <span role="gridcell" className={classes.type}>{type}</span>
      <span role="gridcell" className={`${classes.size} num`}>{fromCache ? <span className="muted">{t('cache')}</span> : bytes === undefined ? <span className="muted" title={t('sizeUnknown')}>—</span> : format.bytes(bytes)}</span>
      <span role="gridcell" className={`${classes.duration} num`}>{format.duration(item.durationNs)}</span>
      <span
        role="gridcell"
        className={classes.plot}
        onPointerEnter={({ clientX, clientY }) => onHover({ entry, x: clientX, y: clientY })}
        onPointerLeave={() => onHover(undefined)}
      >
        <Bar entry={entry} />
      </span>
    </div>
  )
})

/** Placed by the style sheet: `--s` and `--d` are its start and length in milliseconds. */
function Bar({ entry: { item, phases } }: { entry: Entry }) {
  const whole = item.durationNs ?? 0
  const place = { '--s': item.at, '--d': item.end - item.at } as CSSProperties
  const percent = (ns: number) => `${whole > 0 ? (100 * ns) / whole : 0}%`
  return (
    <span className={classes.bar} style={place} data-known={phases.length > 0}>
      {phases.map(({ name, from, to }) => (
        <span key={name} data-phase={name} style={{ left: percent(from), width: percent(to - from) }} />
      ))}
    </span>
  )
}
