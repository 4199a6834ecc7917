/**
 * A column's heading: its menu, its place (dragged, or Alt and the arrow keys), its width (dragged,
 * or the arrow keys on its edge).
 */
import { Menu, UnstyledButton } from '@mantine/core'
import { IconArrowLeft, IconArrowRight, IconArrowsHorizontal, IconChartBar, IconCopy, IconEyeOff } from '@tabler/icons-react'
import { useClipboard } from '@mantine/hooks'
import { useState, type DragEvent, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'

import classes from './EventTable.module.css'
import { Grip } from './Grip'
import type { TableColumn } from './use-columns'

type Props = {
  column: TableColumn
  index: number
  last: boolean
  width: number
  onMove: (path: string, to: number) => void
  onHide: () => void
  onWidth: (width: number | undefined) => void
  onGroup: () => void
}

/** What is dragged, told by its type so that a hovered column knows it before it is dropped. */
const DRAGGED = 'application/x-solera-column'
const ICON = { size: 14, stroke: 1.6, 'aria-hidden': true } as const

export function HeaderCell({ column, index, last, width, onMove, onHide, onWidth, onGroup }: Props) {
  const { path, label, field, numeric } = column
  const [over, setOver] = useState<'left' | 'right'>()
  const isFixed = path === 'date'
  const onDragOver = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes(DRAGGED)) return
    event.preventDefault()
    const box = event.currentTarget.getBoundingClientRect()
    setOver(isFixed || event.clientX > box.left + box.width / 2 ? 'right' : 'left')
  }
  const onDrop = (event: DragEvent) => {
    const [from, dragged] = event.dataTransfer.getData(DRAGGED).split(' ', 2) as [string, string]
    setOver(undefined)
    const to = index + (over === 'right' ? 1 : 0)
    if (dragged && dragged !== path) onMove(dragged, Number(from) < to ? to - 1 : to)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (!event.altKey || !step || isFixed) return
    event.preventDefault()
    event.stopPropagation()
    onMove(path, index + step)
  }
  return (
    <div
      className={classes.head}
      role="columnheader"
      aria-sort={isFixed ? 'descending' : undefined}
      data-number={numeric || undefined}
      data-over={over}
      draggable={!isFixed}
      onDragStart={(event) => event.dataTransfer.setData(DRAGGED, `${index} ${path}`)}
      onDragOver={onDragOver}
      onDragLeave={() => setOver(undefined)}
      onDrop={onDrop}
      onKeyDown={onKeyDown}
    >
      <HeaderMenu {...{ path, label, field, index, last, onMove, onHide, onWidth, onGroup }} />
      <Grip label={label} width={width} onWidth={onWidth} />
    </div>
  )
}

type MenuProps = Pick<Props, 'index' | 'last' | 'onMove' | 'onHide' | 'onWidth' | 'onGroup'> & Pick<TableColumn, 'path' | 'label' | 'field'>

function HeaderMenu({ path, label, field, index, last, onMove, onHide, onWidth, onGroup }: MenuProps) {
  const { t } = useTranslation('explorer')
  const clipboard = useClipboard()
  const isFixed = path === 'date'
  return (
    <Menu withinPortal width={240}>
      <Menu.Target>
        <UnstyledButton className={classes.name} title={field ? `${path}: ${field.doc}` : path}>
          {isFixed ? t('columns.date') : label}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label className="mono">{path}</Menu.Label>
        {field && <Menu.Label>{field.doc}</Menu.Label>}
        {!isFixed && index > 1 && <Menu.Item leftSection={<IconArrowLeft {...ICON} />} onClick={() => onMove(path, index - 1)}>{t('columns.left')}</Menu.Item>}
        {!isFixed && !last && <Menu.Item leftSection={<IconArrowRight {...ICON} />} onClick={() => onMove(path, index + 1)}>{t('columns.right')}</Menu.Item>}
        <Menu.Item leftSection={<IconArrowsHorizontal {...ICON} />} onClick={() => onWidth(undefined)}>{t('columns.width')}</Menu.Item>
        {!isFixed && <Menu.Item leftSection={<IconChartBar {...ICON} />} onClick={onGroup}>{t('columns.group')}</Menu.Item>}
        <Menu.Item leftSection={<IconCopy {...ICON} />} onClick={() => clipboard.copy(path)}>{t('columns.copy')}</Menu.Item>
        {!isFixed && <Menu.Item leftSection={<IconEyeOff {...ICON} />} onClick={onHide}>{t('columns.hide')}</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  )
}
