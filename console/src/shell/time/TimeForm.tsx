/** Choosing a time: a length up to now, picked or typed, or two moments; and the zone of them all. */
import { Button, Select, TextInput, UnstyledButton } from '@mantine/core'
import { useMemo, useState, type FormEvent, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'

import { DEFAULT_PRESET, PRESETS, readLength, type TimeRange, type TimeSearch } from '~/lib/time-range'
import { useFormat } from '~/lib/use-format'
import { useSetTime } from '~/lib/use-time'
import { offsetText, toWall } from '~/lib/wall-time'
import { BROWSER_ZONE, timeZones, useSetTimeZone, useTimeZone } from '~/lib/time-zone'
import { readSpan } from './read-span'
import classes from './TimePicker.module.css'

type Props = { time: TimeSearch; range: TimeRange; onDone: () => void }

export function TimeForm({ time, range, onDone }: Props) {
  const setTime = useSetTime()
  const timeZone = useTimeZone()
  const choose = (next: TimeSearch) => {
    setTime(next)
    onDone()
  }
  return (
    <div className={classes.form}>
      <Presets time={time} onChoose={choose} />
      <div className={classes.fields}>
        <Length onChoose={choose} />
        {/* Another time or zone starts the fields anew. */}
        <Span key={`${range.from} ${range.to} ${timeZone}`} range={range} timeZone={timeZone} onChoose={choose} />
        <Zone />
      </div>
    </div>
  )
}

type Choosing = { onChoose: (time: TimeSearch) => void }

function Presets({ time, onChoose }: Choosing & { time: TimeSearch }) {
  const { t } = useTranslation('shell')
  const format = useFormat()
  const chosen = time.from !== undefined && time.to !== undefined ? undefined : (time.range ?? DEFAULT_PRESET)
  return (
    <div className={classes.presets} role="group" aria-label={t('time.presets')} onKeyDown={walk}>
      {PRESETS.map((preset) => (
        <UnstyledButton key={preset} className={classes.preset} aria-pressed={preset === chosen} data-autofocus={preset === chosen || undefined} onClick={() => onChoose({ range: preset })}>
          {t('time.last', { length: format.length(preset) })}
        </UnstyledButton>
      ))}
    </div>
  )
}

/** The arrow keys go from button to button. */
function walk(event: KeyboardEvent<HTMLElement>) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (!by) return
  event.preventDefault()
  const buttons = [...event.currentTarget.querySelectorAll('button')]
  const at = buttons.findIndex((button) => button === document.activeElement)
  buttons[(at + by + buttons.length) % buttons.length]?.focus()
}

function Length({ onChoose }: Choosing) {
  const { t } = useTranslation('shell')
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const range = readLength(text)
    setWrong(!range)
    if (range) onChoose({ range })
  }
  return (
    <form onSubmit={submit}>
      <TextInput
        label={t('time.length')}
        placeholder="90m, 12h, 3d"
        value={text}
        error={wrong && t('time.lengthWrong')}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setWrong(false)
        }}
      />
    </form>
  )
}

function Span({ range, timeZone, onChoose }: Choosing & { range: TimeRange; timeZone: string }) {
  const { t } = useTranslation('shell')
  const [from, setFrom] = useState(() => toWall(range.from, timeZone))
  const [to, setTo] = useState(() => toWall(range.to, timeZone))
  const [wrong, setWrong] = useState<'from' | 'to' | 'order' | 'future'>()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const read = readSpan(from, to, timeZone, Date.now())
    setWrong(read.wrong)
    if (read.span) onChoose(read.span)
  }
  const said = wrong && t(`time.wrong.${wrong}`)
  return (
    <form className={classes.span} onSubmit={submit} noValidate>
      <TextInput type="datetime-local" label={t('time.from')} value={from} error={wrong === 'from' || wrong === 'future' ? said : undefined} onChange={(event) => setFrom(event.currentTarget.value)} />
      <TextInput type="datetime-local" label={t('time.to')} value={to} error={wrong === 'to' || wrong === 'order' ? said : undefined} onChange={(event) => setTo(event.currentTarget.value)} />
      <Button type="submit" variant="default">
        {t('time.apply')}
      </Button>
    </form>
  )
}

function Zone() {
  const { t } = useTranslation('shell')
  const timeZone = useTimeZone()
  const setTimeZone = useSetTimeZone()
  const data = useMemo(() => {
    const now = Date.now()
    const said = (zone: string) => `${zone} · ${offsetText(now, zone)}${zone === BROWSER_ZONE ? ` · ${t('time.browserZone')}` : ''}`
    return [...new Set([...timeZones(), timeZone])].map((zone) => ({ value: zone, label: said(zone) }))
  }, [t, timeZone])
  return (
    <Select
      label={t('time.zone')}
      data={data}
      value={timeZone}
      searchable
      limit={100}
      maxDropdownHeight={220}
      nothingFoundMessage={t('time.noZone')}
      allowDeselect={false}
      comboboxProps={{ withinPortal: false, position: 'top-start' }}
      onChange={(zone) => zone && setTimeZone(zone)}
    />
  )
}
