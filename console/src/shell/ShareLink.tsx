/**
 * Copies the address of what is on screen, with the zone that its times are shown in. A time that
 * ends now can go along as it moves, or as the two moments it means at present.
 */
import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { IconCheck, IconLink } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

import { shareLink } from '~/lib/share-link'
import { useFormat } from '~/lib/use-format'
import { useTimeRange, useTimeSearch } from '~/lib/use-time'

/** `timed` says whether the page is about a time at all. */
export function ShareLink({ timed }: { timed: boolean }) {
  const { t } = useTranslation('shell')
  const clipboard = useClipboard({ timeout: 1500 })
  const format = useFormat()
  const { from, to } = useTimeSearch()
  const range = useTimeRange()
  const isFixed = !timed || (from !== undefined && to !== undefined)
  const copy = (fixed: boolean) => clipboard.copy(shareLink(location.href, format.timeZone, fixed ? range : undefined))
  const label = clipboard.copied ? t('share.copied') : t('share.label')
  const button = (
    <ActionIcon variant="subtle" color="gray" size={28} aria-label={label} onClick={isFixed ? () => copy(false) : undefined}>
      {clipboard.copied ? <IconCheck size={16} className="good" aria-hidden /> : <IconLink size={16} stroke={1.6} aria-hidden />}
    </ActionIcon>
  )
  const told = <span role="status" className="visually-hidden">{clipboard.copied && t('share.copied')}</span>
  if (isFixed) return <Tooltip label={label}>{<span>{button}{told}</span>}</Tooltip>
  return (
    <Menu position="bottom-end">
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => copy(false)}>{t('share.moving')}</Menu.Item>
        <Menu.Item onClick={() => copy(true)}>{t('share.fixed', { span: format.span(range.from, range.to) })}</Menu.Item>
      </Menu.Dropdown>
      {told}
    </Menu>
  )
}
