/** The frame of a time axis: minimap, zoom buttons, ruler, and the lanes put into it; keys zoom and move it. */
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import classes from './Axis.module.css'
import { zoomByKey } from './gestures'
import type { History } from './history'
import { HoverCard } from './HoverCard'
import { Minimap } from './Minimap'
import type { Pointer } from './pointer'
import { Ruler, type Flag } from './Ruler'
import type { Zoom } from './window'
import { ZoomButtons } from './ZoomButtons'

type Props = {
  history: History
  zoom: Zoom
  pointer: Pointer
  label: string
  /** What the names beside the lanes are. */
  corner: ReactNode
  flags?: Flag[]
  /** Beside the zoom buttons. */
  tools?: ReactNode
  className?: string
  children: ReactNode
}

export function AxisBox({ history, zoom, pointer, label, corner, flags, tools, className = '', children }: Props) {
  const { t } = useTranslation('history')
  const onKey = (event: React.KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    if (!zoomByKey(event.key, zoom)) return
    event.preventDefault()
    event.stopPropagation() // the page has some of these keys too
  }
  return (
    <section className={`${classes.axis} ${className}`} aria-label={`${label}. ${t('axisKeys')}`} tabIndex={0} onKeyDown={onKey}>
      <div className={classes.top}>
        <div className={classes.corner}>
          {tools ?? <span className="muted">{t('zoom.label')}</span>}
          <ZoomButtons zoom={zoom} />
        </div>
        <div className={classes.strip}>
          <Minimap history={history} zoom={zoom} />
        </div>
      </div>
      <div className={classes.rulerRow}>
        <div className={classes.corner}>{corner}</div>
        <div className={classes.strip}>
          <Ruler zoom={zoom} pointer={pointer} flags={flags} />
        </div>
      </div>
      {children}
      <HoverCard pointer={pointer} />
    </section>
  )
}
