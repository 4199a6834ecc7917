/** What the keys of the search bar do: typing, choosing, running, leaving. */
import { useEffect, useState, type KeyboardEvent, type RefObject, type SyntheticEvent } from 'react'

import { tick } from '~/lib/clock'
import type { EventName } from '~/search-params'
import { complete } from './caret'
import { keepSearch } from './history'
import type { Suggestion } from './suggest'
import { useSuggestions } from './use-suggestions'

/** What a search text narrows, and how it is changed. */
export type Searched = { applicationId: string; event: EventName; text: string; setText: (text: string) => void }

export function useSearchBar(of: Searched, input: RefObject<HTMLInputElement | null>, attributes: readonly string[]) {
  const { text, setText } = of
  const [draft, setDraft] = useState(text)
  const [caret, setCaret] = useState(0)
  const [wanted, setWanted] = useState(false)
  const [active, setActive] = useState(-1)
  const [scrolled, setScrolled] = useState(0)
  useEffect(() => setDraft(text), [text])
  const suggested = useSuggestions(of, draft, caret, wanted, attributes)
  const count = suggested.all.length
  const isOpen = wanted && (count > 0 || suggested.at.kind === 'value')

  const close = () => {
    setWanted(false)
    setActive(-1)
  }
  const follow = (event: SyntheticEvent<HTMLInputElement>) => {
    setCaret(event.currentTarget.selectionStart ?? 0)
    setScrolled(event.currentTarget.scrollLeft)
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
    const done = complete(draft, suggested.at, suggestion.insert)
    setDraft(done.text)
    setCaret(done.caret)
    setActive(-1)
    // Once the input holds the new text.
    requestAnimationFrame(() => input.current?.setSelectionRange(done.caret, done.caret))
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
  const handlers = {
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => {
      setDraft(event.currentTarget.value)
      follow(event)
      setActive(-1)
      setWanted(true)
    },
    onSelect: follow,
    onScroll: (event: SyntheticEvent<HTMLInputElement>) => setScrolled(event.currentTarget.scrollLeft),
    onFocus: () => setWanted(true),
    onMouseDown: () => setWanted(true),
    onBlur: close,
    onKeyDown,
  }
  const clear = () => {
    setDraft('')
    if (text !== '') setText('')
    input.current?.focus()
  }
  return { draft, changed: draft.trim() !== text, active, isOpen, scrolled, suggested, choose, clear, handlers }
}
