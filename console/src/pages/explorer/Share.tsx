/** Copies a link that shows others what is seen here: with fixed times and the zone they are told in. */
import { Button, Tooltip } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { IconCheck, IconLink } from '@tabler/icons-react'
import { useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

import { useTimeRange } from '~/lib/use-time'
import { useTimeZone } from '~/shell/preferences'
import { useExplorer } from './use-explorer'

export function Share() {
  const { t } = useTranslation('explorer')
  const router = useRouter()
  const { applicationId, search } = useExplorer()
  const { from, to } = useTimeRange()
  const tz = useTimeZone()
  const clipboard = useClipboard({ timeout: 1500 })
  const copy = () => {
    const shared = { ...search, range: undefined, live: undefined, from, to, tz }
    const { href } = router.buildLocation({ to: '/a/$applicationId/explorer', params: { applicationId }, search: shared })
    clipboard.copy(location.origin + href)
  }
  return (
    <Tooltip label={t('share.hint')}>
      <Button variant="default" leftSection={clipboard.copied ? <IconCheck size={14} aria-hidden /> : <IconLink size={14} aria-hidden />} onClick={copy}>
        {clipboard.copied ? t('share.copied') : t('share.title')}
      </Button>
    </Tooltip>
  )
}
