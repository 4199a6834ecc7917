/** What the keys of the search bar do: typing, choosing, running, leaving. */
import { useState, type ChangeEvent, type KeyboardEvent, type RefObject } from 'react'

import { tick } from '~/lib/clock'
import type { EventName } from '~/search-params'
import { complete } from './caret'
import { keepSearch } from './history'
import type { Suggestion } from './suggest'
import { useDraft } from './use-draft'
import { useSuggestions } from './use-suggestions'

/** What a search text narrows, and how it is changed. */
export type Searched = { applicationId: string; event: EventName; text: string; setText: (text: string) => void }

export function useSearchBar(of: Searched, input: RefObject<HTMLInputElement | null>, attributes: readonly string[]) {
  const { text, setText } = of
  const { draft, caret, scrolled, setDraft, scroll, follow, type, put } = useDraft(text, input)
  const [wanted, setWanted] = useState(false)
  const [active, setActive] = useState(-1)
  const suggested = useSuggestions(of, draft, caret, wanted, attributes)
  const count = suggested.all.length
  const isOpen = wanted && (count > 0 || suggested.at.kind === 'value')

  const close = () => {
    setWanted(false)
    setActive(-1)
  }
  const run = (said: string) => {
    close()
    keepSearch(said)
    if (said.trim() === text) tick()
    else setText(said)
  }
  const choose = (suggestion: Suggestion) => {
    if (suggestion.kind === 'history') {
      setDraft(suggestion.insert)
      run(suggestion.insert)
      return
    }
    put(complete(draft, suggested.at, suggestion.insert))
    setActive(-1)
  }
  const escape = () => {
    if (isOpen) return close()
    setDraft(text)
    input.current?.blur()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const chosen = suggested.all[active] ?? (event.key === 'Tab' ? suggested.all[0] : undefined)
    if (move && !isOpen) setWanted(true)
    else if (move && count > 0) setActive(((active < 0 && move < 0 ? 0 : active) + move + count) % count)
    else if (event.key === 'Enter' && isOpen && chosen) choose(chosen)
    else if (event.key === 'Enter') run(draft)
    else if (event.key === 'Tab' && isOpen && chosen && !event.shiftKey && draft !== text) choose(chosen)
    else if (event.key === 'Escape') escape()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const onChange = (event: ChangeEvent<HTMLInputElement>) => {
    type(event)
    setActive(-1)
    setWanted(true)
  }
  const open = () => setWanted(true)
  const handlers = { onChange, onSelect: follow, onScroll: scroll, onFocus: open, onMouseDown: open, onBlur: close, onKeyDown }
  const clear = () => {
    setDraft('')
    if (text !== '') setText('')
    input.current?.focus()
  }
  return { draft, changed: draft.trim() !== text, active, isOpen, scrolled, suggested, choose, clear, handlers }
}
