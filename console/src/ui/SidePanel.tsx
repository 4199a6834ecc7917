/**
 * Detail beside what it is the detail of: floats over the right edge, so that nothing under it
 * moves, and leaves the rest of the page usable. Its width is kept. Esc closes it, and the focus
 * goes back to where it was. Its URL is the page's concern.
 */
import { ActionIcon, Tooltip } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { IconX } from '@tabler/icons-react'
import { useEffect, useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { isTyping } from '~/lib/typing'
import classes from './SidePanel.module.css'

const WIDTH_MIN = 320
const WIDTH_STEP = 32
/** So much of the page stays in sight beside it. */
const PAGE_MIN = 280

type Props = {
  title: ReactNode
  /** What the panel is, for those who cannot see it. */
  label: string
  onClose: () => void
  /** Buttons and links beside the closing one. */
  actions?: ReactNode
  /** Whether the focus moves into it when it opens; not while a list is walked with the keys. */
  takeFocus?: boolean
  /** Kept widths have names. */
  name?: string
  width?: number
  children: ReactNode
}

export function SidePanel({ title, label, onClose, actions, takeFocus = true, name = 'detail', width: initial = 560, children }: Props) {
  const { t } = useTranslation()
  const panel = useRef<HTMLElement>(null)
  const [kept, keep] = useLocalStorage({ key: `solera-panel-${name}`, defaultValue: initial, getInitialValueInEffect: false })
  const width = Math.max(WIDTH_MIN, Math.min(kept, window.innerWidth - PAGE_MIN))
  useFocus(panel, takeFocus)
  useEscape(panel, onClose)
  return (
    <aside ref={panel} className={classes.panel} style={{ width }} aria-label={label} tabIndex={-1}>
      <Edge width={width} onWidth={keep} />
      <header className={classes.header}>
        <h2 className={classes.title}>{title}</h2>
        {actions}
        <Tooltip label={t('closeEsc')}>
          <ActionIcon variant="subtle" color="gray" aria-label={t('close')} onClick={onClose}>
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </header>
      <div className={classes.body}>{children}</div>
    </aside>
  )
}

/** The left edge: dragged, or moved with the arrow keys. */
function Edge({ width, onWidth }: { width: number; onWidth: (width: number) => void }) {
  const { t } = useTranslation()
  const most = window.innerWidth - PAGE_MIN
  const set = (wanted: number) => onWidth(Math.round(Math.max(WIDTH_MIN, Math.min(wanted, most))))
  const onPointerMove = (event: PointerEvent) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) set(window.innerWidth - event.clientX)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: WIDTH_STEP, ArrowRight: -WIDTH_STEP }[event.key]
    if (!step) return
    event.preventDefault()
    event.stopPropagation()
    set(width + step)
  }
  return (
    <div
      className={classes.edge}
      role="separator"
      aria-orientation="vertical"
      aria-label={t('resize')}
      aria-valuenow={width}
      aria-valuemin={WIDTH_MIN}
      aria-valuemax={Math.max(WIDTH_MIN, most)}
      tabIndex={0}
      onPointerDown={(event) => {
        event.preventDefault()
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={onPointerMove}
      onKeyDown={onKeyDown}
    />
  )
}

/** Into the panel when it opens, and back when it closes with the focus inside. */
function useFocus(panel: React.RefObject<HTMLElement | null>, takeFocus: boolean) {
  useEffect(() => {
    const earlier = document.activeElement
    const node = panel.current
    if (takeFocus) node?.focus({ preventScroll: true })
    return () => {
      const isInside = node?.contains(document.activeElement) || document.activeElement === document.body
      if (isInside && earlier instanceof HTMLElement && earlier.isConnected) earlier.focus({ preventScroll: true })
    }
    // Only as it opens and closes.
  }, [])
}

/** Not while a menu or a field uses the key itself. */
function useEscape(panel: React.RefObject<HTMLElement | null>, onClose: () => void) {
  const close = useRef(onClose)
  useEffect(() => void (close.current = onClose))
  useEffect(() => {
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      const target = event.target as Element
      const isElsewhere = target.closest('[role="dialog"], [role="menu"], [role="listbox"]') && !panel.current?.contains(target)
      if (isElsewhere || (isTyping(target) && !panel.current?.contains(target))) return
      close.current()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [panel])
}
