/**
 * The time that the page asks about, and one length earlier or later. Every choice is a step of
 * the browser's history, so that going back undoes it.
 */
import { ActionIcon, Popover, Tooltip, UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconChevronLeft, IconChevronRight, IconClock } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useClock } from '~/lib/clock'
import { useShortcut } from '~/lib/shortcuts'
import { canStepForward, DEFAULT_PRESET, parseLength, resolve, step, type TimeSearch } from '~/lib/time-range'
import { useFormat } from '~/lib/use-format'
import { useSetTime, useTimeRange, useTimeSearch } from '~/lib/use-time'
import { offsetText } from '~/lib/wall-time'
import { TimeForm } from './TimeForm'
import classes from './TimePicker.module.css'

export function TimePicker() {
  const { t } = useTranslation('shell')
  const [open, setOpen] = useState(false)
  const time = useTimeSearch()
  const range = useTimeRange()
  const now = useClock()
  const setTime = useSetTime()
  const earlier = () => setTime(step(range, -1, now))
  const later = () => canStepForward(time, now) && setTime(step(range, 1, now))
  useShortcut('t', t('time.choose'), () => setOpen(true))
  useShortcut('[', t('time.earlier'), earlier)
  useShortcut(']', t('time.later'), later)
  return (
    <div className={classes.group} role="group" aria-label={t('time.label')}>
      <Tooltip label={t('time.earlier')}>
        <ActionIcon className={classes.step} variant="default" size={28} aria-label={t('time.earlier')} onClick={earlier}>
          <IconChevronLeft size={14} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Popover opened={open} onChange={setOpen} position="bottom-end" shadow="md" trapFocus returnFocus width="auto" transitionProps={{ duration: 0 }}>
        <Popover.Target>
          <UnstyledButton className={classes.now} onClick={() => setOpen(!open)} aria-expanded={open} aria-haspopup="dialog">
            <IconClock size={14} stroke={1.6} aria-hidden />
            <Said time={time} />
            <IconChevronDown size={14} aria-hidden />
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown className={classes.dropdown} aria-label={t('time.choose')}>
          <TimeForm time={time} range={range} onDone={() => setOpen(false)} />
        </Popover.Dropdown>
      </Popover>
      <Tooltip label={t('time.later')}>
        <ActionIcon className={classes.step} variant="default" size={28} aria-label={t('time.later')} disabled={!canStepForward(time, now)} onClick={later}>
          <IconChevronRight size={14} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </div>
  )
}

/** "Last 24 hours" or "Nov 22, 14:00 – 16:30", and the zone that times are shown in. */
function Said({ time }: { time: TimeSearch }) {
  const { t } = useTranslation('shell')
  const format = useFormat()
  const { from, to } = resolve(time, useClock())
  const isFixed = from === time.from && to === time.to
  const spelt = parseLength(time.range ?? '') ? time.range! : DEFAULT_PRESET
  const said = isFixed ? format.span(from, to) : t('time.last', { length: format.length(spelt) })
  return (
    <>
      <span className={classes.said} data-short={isFixed ? undefined : spelt} title={`${format.moment(from)} – ${format.moment(to)}`}>
        <span>{said}</span>
      </span>
      <span className={classes.zone} title={t('time.shownIn', { zone: format.timeZone })}>
        {offsetText(to, format.timeZone)}
      </span>
    </>
  )
}
