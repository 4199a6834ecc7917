/** What can be done with a mark that was pressed: filter by it, leave it out, split it, see its events. */
import { Menu, Popover } from '@mantine/core'
import { IconArrowsSplit2, IconFilter, IconFilterOff, IconListSearch, IconZoomIn } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { and } from '~/lib/search-text'
import { useSetTime } from '~/lib/use-time'
import type { Analysis } from './analysis'
import { FieldList } from './FieldList'
import classes from './MarkMenu.module.css'
import { markText, notMarkText, type Mark } from './mark'
import { useChange } from './use-analytics'

type Props = { mark: Mark | undefined; asked: Analysis; onClose: () => void }

const ICON = { size: 14, stroke: 1.6, 'aria-hidden': true } as const

export function MarkMenu({ mark, asked, onClose }: Props) {
  const [splitting, split] = useState<Mark>()
  return (
    <>
      {mark && <Actions mark={mark} asked={asked} onClose={onClose} onSplit={() => split(mark)} />}
      {splitting && <Split mark={splitting} asked={asked} onClose={() => split(undefined)} />}
    </>
  )
}

/** Where the mark was pressed. */
function anchor({ at }: Mark) {
  return <span className={classes.anchor} style={{ left: at.x, top: at.y }} />
}

function Actions({ mark, asked, onClose, onSplit }: { mark: Mark; asked: Analysis; onClose: () => void; onSplit: () => void }) {
  const { t } = useTranslation('analytics')
  const change = useChange()
  const setTime = useSetTime()
  const { time, title, said } = mark
  const text = markText(mark)
  const not = notMarkText(mark)
  const moment = time ? { range: undefined, from: time.from, to: time.to } : {}
  return (
    <Menu opened onChange={(opened) => !opened && onClose()} position="bottom-start" offset={4} width={250} withinPortal>
      <Menu.Target>{anchor(mark)}</Menu.Target>
      <Menu.Dropdown aria-label={t('menu.label', { what: title })}>
        <Menu.Label className={classes.label}>
          <span>{title}</span>
          <strong>{said}</strong>
        </Menu.Label>
        {text && <Menu.Item leftSection={<IconFilter {...ICON} />} onClick={() => change({ q: and(asked.q, text) })}>{t('menu.filter')}</Menu.Item>}
        {not && <Menu.Item leftSection={<IconFilterOff {...ICON} />} rightSection={<kbd>⌥</kbd>} onClick={() => change({ q: and(asked.q, not) })}>{t('menu.exclude')}</Menu.Item>}
        {asked.shape !== 'distribution' && <Menu.Item leftSection={<IconArrowsSplit2 {...ICON} />} onClick={onSplit}>{t('menu.split')}</Menu.Item>}
        {time && <Menu.Item leftSection={<IconZoomIn {...ICON} />} onClick={() => setTime({ from: time.from, to: time.to })}>{t('menu.zoom')}</Menu.Item>}
        <Menu.Item leftSection={<IconListSearch {...ICON} />} onClick={() => change({ ...moment, q: and(asked.q, text) || undefined, tab: 'list', panel: undefined })}>
          {t('menu.events')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** The mark's events alone, by another field. */
function Split({ mark, asked, onClose }: { mark: Mark; asked: Analysis; onClose: () => void }) {
  const { t } = useTranslation('analytics')
  const change = useChange()
  const done = (field: string) => {
    onClose()
    change({ q: and(asked.q, markText(mark)) || undefined, by: [field] })
  }
  return (
    <Popover opened onChange={(opened) => !opened && onClose()} width={380} position="bottom-start" shadow="md" trapFocus withinPortal>
      <Popover.Target>{anchor(mark)}</Popover.Target>
      <Popover.Dropdown p={8}>
        <FieldList event={asked.event} purpose="group" label={t('menu.split')} taken={asked.by} onChoose={done} />
      </Popover.Dropdown>
    </Popover>
  )
}
