/**
 * One field that leads everywhere: pages, applications, sessions by id, searches, times, settings.
 * A combobox with a list: the arrow keys choose, Enter does it, Esc closes.
 */
import { Modal } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'

import { filter, isWhole, score } from '~/lib/fuzzy'
import { shownKeys } from '~/lib/shortcuts'
import { useCommands, type Command } from './commands'
import { useFound } from './found'
import classes from './Palette.module.css'

/** Zones join in once so many letters are typed. */
const ZONES_FROM = 3
const ZONES_MAX = 20
/** What only has the letters somewhere is likely not meant. */
const GUESSES_MAX = 6

export function Palette({ scope, onClose }: { scope: 'palette' | 'zone'; onClose: () => void }) {
  const { t } = useTranslation('shell')
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const shown = useShown(typed, scope)
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => void list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' }), [at, typed])
  const run = (command: Command | undefined) => {
    if (!command) return
    onClose()
    command.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const moves: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: shown.length - 1, PageDown: Math.min(at + 8, shown.length - 1), PageUp: Math.max(at - 8, 0) }
    const next = moves[event.key]
    if (event.key === 'Enter') run(shown[at])
    else if (next === undefined || (typed !== '' && (event.key === 'Home' || event.key === 'End'))) return
    else setAt(shown.length === 0 ? 0 : (next + shown.length) % shown.length)
    event.preventDefault()
  }
  const label = t(scope === 'zone' ? 'palette.zone' : 'palette.open')
  return (
    <Modal.Root opened onClose={onClose} size={560} yOffset="10vh" transitionProps={{ duration: 0 }} classNames={{ content: classes.content, body: classes.body }}>
      <Modal.Overlay backgroundOpacity={0.5} />
      <Modal.Content aria-label={label}>
        <Modal.Body>
      <div className={classes.field}>
        <IconSearch size={16} stroke={1.6} aria-hidden />
        <input
          autoFocus
          data-autofocus
          role="combobox"
          aria-label={label}
          aria-expanded
          aria-controls={`${id}-list`}
          aria-activedescendant={shown[at] && `${id}-${at}`}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          placeholder={t(scope === 'zone' ? 'palette.zoneHint' : 'palette.hint')}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            setAt(0)
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div ref={list} className={classes.list} role="listbox" id={`${id}-list`} aria-label={label}>
        {shown.map((command, index) => (
          <Option key={command.id} id={`${id}-${index}`} command={command} heading={typed.trim() === '' && shown[index - 1]?.group !== command.group} selected={index === at} onPoint={() => setAt(index)} onRun={() => run(command)} />
        ))}
      </div>
      {shown.length === 0 && <p className={classes.none} role="status">{t('palette.none')}</p>}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

function useShown(typed: string, scope: 'palette' | 'zone'): Command[] {
  const { commands, zones } = useCommands()
  const { first, last } = useFound(typed)
  return useMemo(() => {
    if (scope === 'zone') return filter(typed, zones, ({ label }) => label)
    if (typed.trim() === '') return commands.filter(({ hidden }) => !hidden)
    if (first.length > 1) return first // an id is nothing else
    const named = filter(typed, commands, text)
    const isMeant = (command: Command) => isWhole(score(typed, text(command)))
    const places = typed.trim().length < ZONES_FROM ? [] : zones.filter((zone) => isWhole(score(typed, zone.label)))
    const guesses = named.filter((command) => !isMeant(command)).slice(0, GUESSES_MAX)
    return [...first, ...named.filter(isMeant), ...last, ...guesses, ...places.slice(0, ZONES_MAX)]
  }, [typed, scope, commands, zones, first, last])
}

const text = ({ label, words = '' }: Command) => `${label} ${words}`

type OptionProps = { id: string; command: Command; heading: boolean; selected: boolean; onPoint: () => void; onRun: () => void }

function Option({ id, command, heading, selected, onPoint, onRun }: OptionProps) {
  const { t } = useTranslation('shell')
  return (
    <>
      {heading && <div className={classes.heading} role="presentation">{t(`palette.groups.${command.group}`)}</div>}
      <div id={id} role="option" aria-selected={selected} className={classes.option} onPointerMove={onPoint} onClick={onRun}>
        <span className={classes.label}>{command.label}</span>
        {command.keys && <span className={classes.keys}>{shownKeys(command.keys).map((key, index) => <kbd key={index}>{key}</kbd>)}</span>}
      </div>
    </>
  )
}
