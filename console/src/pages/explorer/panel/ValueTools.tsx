/** Beside each value in the panel: ask for it, leave it out, group by its field, show it as a column, copy it. */
import { useClipboard } from '@mantine/hooks'
import { IconCheck, IconColumnInsertRight, IconCopy, IconFilter, IconFilterOff, IconLayoutGrid, type Icon } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

import type { Json } from '~/api/queries'
import type { ValueActions } from '../use-value-actions'
import classes from './EventPanel.module.css'

type Props = {
  path: string
  value: Json
  /** None where no term could name the value. */
  actions: ValueActions | undefined
  onColumn: (() => void) | undefined
}

export function ValueTools({ path, value, actions, onColumn }: Props) {
  const { t } = useTranslation('explorer')
  const clipboard = useClipboard({ timeout: 1200 })
  const copied = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return (
    <span className={classes.tools}>
      {actions && <Tool icon={IconFilter} label={t('tool.filter', { field: path })} onClick={actions.onFilter} />}
      {actions && <Tool icon={IconFilterOff} label={t('tool.exclude', { field: path })} onClick={actions.onExclude} />}
      {actions && <Tool icon={IconLayoutGrid} label={t('tool.group', { field: path })} onClick={actions.onGroup} />}
      {onColumn && <Tool icon={IconColumnInsertRight} label={t('tool.column', { field: path })} onClick={onColumn} />}
      <Tool icon={clipboard.copied ? IconCheck : IconCopy} label={t('tool.copy', { field: path })} onClick={() => clipboard.copy(copied)} />
    </span>
  )
}

/** A plain button with a native hint: there are hundreds of them in one panel. */
function Tool({ icon: Icon, label, onClick }: { icon: Icon; label: string; onClick: () => void }) {
  return (
    <button type="button" className={classes.tool} aria-label={label} title={label} onClick={onClick}>
      <Icon size={13} stroke={1.7} aria-hidden />
    </button>
  )
}
