/** A group's name in a table or legend: pressed, it opens the menu of its mark; with alt it is left out at once. */
import type { MouseEvent } from 'react'

import { useSetExplorer } from '../use-explorer'
import classes from './MarkButton.module.css'
import { isPart, withoutMark, type Mark } from './mark'
import type { Stroke } from './drawing-series'
import { useAnalysis } from './use-analytics'

type Props = {
  mark: Omit<Mark, 'at'>
  onMark: (mark: Mark) => void
  stroke?: Stroke
  /** What is shown instead of the mark's title. */
  text?: string
  /** Whether it is pointed at or has the focus. */
  onLook?: (looked: boolean) => void
}

export function MarkButton({ mark, onMark, stroke, text, onLook }: Props) {
  const pick = useMark(onMark)
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    const { left, bottom } = event.currentTarget.getBoundingClientRect()
    pick({ ...mark, at: { x: left, y: bottom } }, event.altKey)
  }
  const shown = text ?? mark.title
  const look = { onMouseEnter: () => onLook?.(true), onMouseLeave: () => onLook?.(false), onFocus: () => onLook?.(true), onBlur: () => onLook?.(false) }
  return (
    <button type="button" className={classes.button} onClick={press} title={shown} aria-haspopup="menu" {...look}>
      {stroke && <span className={classes.swatch} data-dashed={stroke.dashed || undefined} style={{ color: stroke.color }} aria-hidden />}
      <span className={classes.text}>{shown}</span>
    </button>
  )
}

/** Opens a mark's menu; with alt leaves the mark out at once. */
export function useMark(onMark: (mark: Mark) => void) {
  const { q } = useAnalysis()
  const change = useSetExplorer()
  return (mark: Mark, alt: boolean) => {
    if (alt && isPart(mark)) change({ q: withoutMark(q, mark) })
    else onMark(mark)
  }
}
