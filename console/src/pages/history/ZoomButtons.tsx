/** Zooming for those who do not drag: nearer, further, all; the keys do the same. */
import { ActionIcon, Tooltip } from '@mantine/core'
import { IconArrowsHorizontal, IconMinus, IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

import { useShortcut } from '~/lib/shortcuts'
import { zoomByKey } from './gestures'
import type { Zoom } from './window'

export function ZoomButtons({ zoom }: { zoom: Zoom }) {
  const { t } = useTranslation('history')
  useShortcut('+', t('zoom.in'), () => zoomByKey('+', zoom))
  useShortcut('-', t('zoom.out'), () => zoomByKey('-', zoom))
  useShortcut('0', t('zoom.all'), () => zoomByKey('0', zoom))
  const button = (key: '+' | '-' | '0', label: string, icon: React.ReactNode) => (
    <Tooltip label={`${label} (${key})`}>
      <ActionIcon variant="default" size="sm" aria-label={label} onClick={() => zoomByKey(key, zoom)}>
        {icon}
      </ActionIcon>
    </Tooltip>
  )
  return (
    <ActionIcon.Group>
      {button('+', t('zoom.in'), <IconPlus size={14} />)}
      {button('-', t('zoom.out'), <IconMinus size={14} />)}
      {button('0', t('zoom.all'), <IconArrowsHorizontal size={14} />)}
    </ActionIcon.Group>
  )
}
