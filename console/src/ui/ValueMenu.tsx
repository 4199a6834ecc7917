/**
 * A value that can be worked with: filter by it, leave it out, group by its field, copy it, see its
 * events. Only what the page hands in is offered. Alt and a click leaves it out at once.
 */
import { Menu, UnstyledButton } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { IconCopy, IconFilter, IconFilterOff, IconLayoutGrid, IconListSearch } from '@tabler/icons-react'
import { Link, type LinkProps } from '@tanstack/react-router'
import type { MouseEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import classes from './ValueMenu.module.css'

type Props = {
  /** The field as the API spells it. */
  field: string
  value: string | number | boolean | null
  onFilter?: () => void
  onExclude?: () => void
  onGroup?: () => void
  /** The question in the explorer that finds its events. */
  explorer?: LinkProps
  /** More entries, as `Menu.Item`s. */
  more?: ReactNode
  /** How the value is shown; the value itself without it. */
  children?: ReactNode
}

const ICON = { size: 14, stroke: 1.6, 'aria-hidden': true } as const

export function ValueMenu({ field, value, onFilter, onExclude, onGroup, explorer, more, children }: Props) {
  const { t } = useTranslation()
  const clipboard = useClipboard()
  const text = value === null ? t('noValue') : String(value)
  const leaveOut = (event: MouseEvent) => {
    if (!event.altKey || !onExclude) return
    event.preventDefault()
    event.stopPropagation()
    onExclude()
  }
  return (
    <Menu withinPortal position="bottom-start" width={220}>
      <Menu.Target>
        <UnstyledButton className={classes.value} onClickCapture={leaveOut} aria-label={t('value.of', { field, value: text })}>
          {children ?? text}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label className={classes.label}>
          <span className="mono">{field}</span>
          <span className={classes.whole}>{text}</span>
        </Menu.Label>
        {onFilter && <Menu.Item leftSection={<IconFilter {...ICON} />} onClick={onFilter}>{t('value.filter')}</Menu.Item>}
        {onExclude && <Menu.Item leftSection={<IconFilterOff {...ICON} />} rightSection={<kbd>⌥</kbd>} onClick={onExclude}>{t('value.exclude')}</Menu.Item>}
        {onGroup && <Menu.Item leftSection={<IconLayoutGrid {...ICON} />} onClick={onGroup}>{t('value.group')}</Menu.Item>}
        {value !== null && <Menu.Item leftSection={<IconCopy {...ICON} />} onClick={() => clipboard.copy(text)}>{t('value.copy')}</Menu.Item>}
        {explorer && <Menu.Item leftSection={<IconListSearch {...ICON} />} renderRoot={(props) => <Link {...explorer} {...props} />}>{t('value.explore')}</Menu.Item>}
        {more}
      </Menu.Dropdown>
    </Menu>
  )
}
