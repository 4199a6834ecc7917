/** The right edge of a heading, which makes its column wider or narrower. */
import { useState, type KeyboardEvent, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'

import classes from './EventTable.module.css'
import { WIDTH_MAX, WIDTH_MIN } from './widths'

const STEP = 16

type Props = { label: string; width: number; onWidth: (width: number | undefined) => void }

export function Grip({ label, width, onWidth }: Props) {
  const { t } = useTranslation('explorer')
  const [start, setStart] = useState<{ x: number; width: number }>()
  const onPointerDown = (event: PointerEvent) => {
    event.preventDefault() // or the heading would be dragged
    event.currentTarget.setPointerCapture(event.pointerId)
    setStart({ x: event.clientX, width })
  }
  const onPointerMove = (event: PointerEvent) => start && onWidth(start.width + event.clientX - start.x)
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key]
    if (!step) return
    event.preventDefault()
    event.stopPropagation()
    onWidth(width + step)
  }
  return (
    <div
      className={classes.grip}
      role="separator"
      aria-orientation="vertical"
      aria-label={t('columns.resize', { column: label })}
      aria-valuenow={Math.round(width)}
      aria-valuemin={WIDTH_MIN}
      aria-valuemax={WIDTH_MAX}
      tabIndex={0}
      data-dragged={start ? true : undefined}
      draggable={false}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => setStart(undefined)}
      onPointerCancel={() => setStart(undefined)}
      onDoubleClick={() => onWidth(undefined)}
      onKeyDown={onKeyDown}
    />
  )
}
