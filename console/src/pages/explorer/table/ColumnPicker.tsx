/** The table's columns in their order: moved, taken away, added, or back to the usual ones. */
import { ActionIcon, Button, Popover } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconColumns3, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

import { FieldSelect } from '../facets/FieldSelect'
import classes from './ColumnPicker.module.css'
import { useColumns } from './use-columns'

export function ColumnPicker({ attributes }: { attributes: readonly string[] }) {
  const { t } = useTranslation('explorer')
  return (
    <Popover width={320} position="bottom-end" shadow="md" withinPortal trapFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconColumns3 size={14} aria-hidden />}>
          {t('columns.title')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={8} aria-label={t('columns.title')}>
        <Picker attributes={attributes} />
      </Popover.Dropdown>
    </Popover>
  )
}

function Picker({ attributes }: { attributes: readonly string[] }) {
  const { t } = useTranslation('explorer')
  const { event, paths, choose, move } = useColumns()
  return (
    <div className={classes.picker}>
      <FieldSelect label={t('columns.add')} event={event} attributes={attributes} without={paths} onChoose={(field) => choose([...paths, field])} within />
      <ol className={classes.list}>
        {paths.slice(1).map((path, at) => (
          <li key={path} className={classes.item}>
            <span title={path}>{path}</span>
            <Small label={t('columns.earlier', { column: path })} disabled={at === 0} onClick={() => move(path, at)}>
              <IconArrowUp size={13} aria-hidden />
            </Small>
            <Small label={t('columns.later', { column: path })} disabled={at === paths.length - 2} onClick={() => move(path, at + 2)}>
              <IconArrowDown size={13} aria-hidden />
            </Small>
            <Small label={t('columns.remove', { column: path })} onClick={() => choose(paths.filter((one) => one !== path))}>
              <IconX size={13} aria-hidden />
            </Small>
          </li>
        ))}
      </ol>
      <Button variant="subtle" size="compact-xs" onClick={() => choose([])}>
        {t('columns.reset')}
      </Button>
    </div>
  )
}

type SmallProps = { label: string; disabled?: boolean; onClick: () => void; children: React.ReactNode }

function Small({ label, disabled, onClick, children }: SmallProps) {
  return (
    <ActionIcon size="sm" variant="subtle" color="gray" aria-label={label} title={label} disabled={disabled} onClick={onClick}>
      {children}
    </ActionIcon>
  )
}
