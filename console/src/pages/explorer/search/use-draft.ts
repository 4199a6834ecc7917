/** The search text as it is typed: what stands in the input, where the caret is, how far it is scrolled. */
import { useEffect, useState, type RefObject, type SyntheticEvent } from 'react'

type Event = SyntheticEvent<HTMLInputElement>

/** `text` is what is asked; when that changes, so does the draft. */
export function useDraft(text: string, input: RefObject<HTMLInputElement | null>) {
  const [draft, setDraft] = useState(text)
  const [caret, setCaret] = useState(0)
  const [scrolled, setScrolled] = useState(0)
  useEffect(() => setDraft(text), [text])

  const scroll = ({ currentTarget }: Event) => setScrolled(currentTarget.scrollLeft)
  const follow = (event: Event) => {
    setCaret(event.currentTarget.selectionStart ?? 0)
    scroll(event)
  }
  const type = (event: Event) => {
    setDraft(event.currentTarget.value)
    follow(event)
  }
  const put = (done: { text: string; caret: number }) => {
    setDraft(done.text)
    setCaret(done.caret)
    // Once the input holds the new text.
    requestAnimationFrame(() => input.current?.setSelectionRange(done.caret, done.caret))
  }
  return { draft, caret, scrolled, setDraft, scroll, follow, type, put }
}
