/** What can be done with a mark that was pressed: filter by it, leave it out, split it, see its events. */
import { Menu, Popover } from '@mantine/core'
import { IconArrowsSplit2, IconFilter, IconFilterOff, IconListSearch, IconZoomIn } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useSetTime } from '~/lib/use-time'
import { useSetExplorer } from '../use-explorer'
import type { Analysis } from './analysis'
import { FieldList } from './FieldList'
import classes from './MarkMenu.module.css'
import { isPart, onlyMark, withoutMark, type Mark } from './mark'

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

/** Gives the focus back to what was pressed, unless something else has taken it. */
function useFocusBack() {
  const [pressed] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      const isFree = document.activeElement === null || document.activeElement === document.body
      if (isFree && pressed instanceof HTMLElement) pressed.focus({ preventScroll: true })
    },
    [pressed],
  )
}

/** Where the mark was pressed. */
function anchor({ at }: Mark) {
  return <span className={classes.anchor} style={{ left: at.x, top: at.y }} />
}

function Actions({ mark, asked, onClose, onSplit }: { mark: Mark; asked: Analysis; onClose: () => void; onSplit: () => void }) {
  const { t } = useTranslation('analytics')
  const change = useSetExplorer()
  const setTime = useSetTime()
  const { time, title, said } = mark
  useFocusBack()
  const part = isPart(mark)
  const only = onlyMark(asked.q, mark) || undefined
  const moment = time ? { range: undefined, from: time.from, to: time.to } : {}
  return (
    <Menu opened onChange={(opened) => !opened && onClose()} position="bottom-start" offset={4} width={290} withinPortal>
      <Menu.Target>{anchor(mark)}</Menu.Target>
      <Menu.Dropdown aria-label={t('menu.label', { what: title })}>
        <Menu.Label className={classes.label}>
          <span>{title}</span>
          <strong>{said}</strong>
        </Menu.Label>
        {part && <Menu.Item leftSection={<IconFilter {...ICON} />} onClick={() => change({ q: only })}>{t('menu.filter')}</Menu.Item>}
        {part && <Menu.Item leftSection={<IconFilterOff {...ICON} />} rightSection={<kbd>⌥</kbd>} onClick={() => change({ q: withoutMark(asked.q, mark) })}>{t('menu.exclude')}</Menu.Item>}
        {asked.shape !== 'distribution' && <Menu.Item leftSection={<IconArrowsSplit2 {...ICON} />} onClick={onSplit}>{t('menu.split')}</Menu.Item>}
        {time && <Menu.Item leftSection={<IconZoomIn {...ICON} />} onClick={() => setTime({ from: time.from, to: time.to })}>{t('menu.zoom')}</Menu.Item>}
        <Menu.Item leftSection={<IconListSearch {...ICON} />} onClick={() => change({ ...moment, q: only, tab: 'list', panel: undefined })}>
          {t('menu.events')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** The mark's events alone, by another field. */
function Split({ mark, asked, onClose }: { mark: Mark; asked: Analysis; onClose: () => void }) {
  const { t } = useTranslation('analytics')
  const change = useSetExplorer()
  const done = (field: string) => {
    onClose()
    change({ q: onlyMark(asked.q, mark) || undefined, by: [field] })
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
