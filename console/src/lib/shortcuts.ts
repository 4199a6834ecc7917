/**
 * Keys that do things: registered by whatever is on screen, listed by the help sheet. One listener
 * for all; silent while somebody types or a dialog is open. Of two with the same keys the one
 * registered last counts, so that a page can have its own.
 */
import { useEffect, useRef, useSyncExternalStore } from 'react'

import { isTyping } from './typing'

export type Shortcut = {
  /** `r`, `?`, `g o` (one after the other), or `mod+k`: ⌘ on a Mac, Ctrl elsewhere. */
  keys: string
  /** What it does, in the reader's language: "Load again". */
  description: string
}

type Registered = Shortcut & { handle: (event: KeyboardEvent) => void }

/** Between two keys of a sequence. */
const SEQUENCE_MS = 1200

let registered: readonly Registered[] = []
const listeners = new Set<() => void>()

function set(next: readonly Registered[]) {
  registered = next
  for (const listener of listeners) listener()
}

/** While the component is on screen, and `enabled`. The handler may change without a cost. */
export function useShortcut(keys: string, description: string, handler: () => void, enabled = true) {
  const latest = useRef(handler)
  useEffect(() => void (latest.current = handler))
  useEffect(() => {
    if (!enabled) return
    const own: Registered = { keys, description, handle: () => latest.current() }
    set([...registered, own])
    return () => set(registered.filter((other) => other !== own))
  }, [keys, description, enabled])
}

/** Every shortcut that works now, each of its keys once. */
export function useShortcuts(): readonly Shortcut[] {
  const all = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    () => registered,
  )
  return all.filter(({ keys }, index) => all.findLastIndex((other) => other.keys === keys) === index)
}

/** A pressed key as `keys` spells it; undefined for those that say nothing alone. */
export function spell(event: Pick<KeyboardEvent, 'key' | 'metaKey' | 'ctrlKey' | 'altKey'>): string | undefined {
  if (['Shift', 'Control', 'Alt', 'Meta', 'CapsLock', 'Dead', 'Process', 'Unidentified'].includes(event.key)) return undefined
  if (event.altKey) return undefined
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  return event.metaKey || event.ctrlKey ? `mod+${key}` : key
}

/** What `pressed`, after `earlier`, asks for; and what is to be remembered for the next key. */
export function match<T extends Shortcut>(all: readonly T[], earlier: string, pressed: string): { found?: T; rest: string } {
  for (const wanted of earlier ? [`${earlier} ${pressed}`, pressed] : [pressed]) {
    const found = all.findLast(({ keys }) => keys === wanted)
    if (found) return { found, rest: '' }
  }
  return { rest: all.some(({ keys }) => keys.startsWith(`${pressed} `)) ? pressed : '' }
}

let earlier = { keys: '', at: 0 }

function onKeyDown(event: KeyboardEvent) {
  const pressed = spell(event)
  if (!pressed || event.defaultPrevented || event.isComposing) return
  const isPlain = !pressed.startsWith('mod+')
  if (isPlain && (isTyping(event.target) || document.querySelector('[aria-modal="true"]'))) return
  const recent = event.timeStamp - earlier.at < SEQUENCE_MS ? earlier.keys : ''
  const { found, rest } = match(registered, recent, pressed)
  earlier = { keys: rest, at: event.timeStamp }
  if (!found) return
  event.preventDefault()
  found.handle(event)
}

if (typeof document !== 'undefined') document.addEventListener('keydown', onKeyDown)

/** `mod+k` as this machine's keyboard shows it: `⌘ K`, `Ctrl K`; the keys one by one. */
export function shownKeys(keys: string): string[] {
  const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform)
  const named: Record<string, string> = { mod: isMac ? '⌘' : 'Ctrl', Escape: 'Esc', ArrowUp: '↑', ArrowDown: '↓', Enter: '↵' }
  return keys.split(/[ +]/).map((key) => named[key] ?? (key.length === 1 && keys.includes('+') ? key.toUpperCase() : key))
}
