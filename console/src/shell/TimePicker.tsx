/** The time that the page asks about: lengths up to now. */
import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

import { DEFAULT_PRESET, PRESETS, type TimeSearch } from '~/lib/time-range'
import { useFormat } from '~/lib/use-format'
import { useSetTime } from '~/lib/use-time'

export function TimePicker() {
  const { t } = useTranslation('shell')
  const { range, from, to }: TimeSearch = useSearch({ strict: false })
  const format = useFormat()
  const setTime = useSetTime()
  const said =
    from !== undefined && to !== undefined
      ? `${format.moment(from)} – ${format.moment(to)}`
      : t('time.last', { length: range ?? DEFAULT_PRESET })
  return (
    <Menu>
      <Menu.Target>
        <Button variant="default" rightSection={<IconChevronDown size={14} />} aria-label={t('time.label')}>
          {said}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {PRESETS.map((preset) => (
          <Menu.Item key={preset} onClick={() => setTime({ range: preset })}>
            {t('time.last', { length: preset })}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
