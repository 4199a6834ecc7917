/**
 * Whether the page was seen: active, in the background, hidden, frozen. Goes on views as a list, on
 * actions and errors as "in the foreground".
 */
import type { Fields, Hub } from '../hub.js'
import { isHidden } from './hidden.js'
import { ns } from './values.js'

type State = 'active' | 'passive' | 'hidden' | 'frozen' | 'terminated'

interface Entry {
  state: State
  start: number
}

/** A view tells at most so many states, the last ones. */
const STATES_MAX = 100

const stateNow = (): State => (isHidden() ? 'hidden' : document.hasFocus() ? 'active' : 'passive')

function stateAfter(event: Event): State {
  if (event.type === 'freeze') return 'frozen'
  if (event.type === 'pagehide') return (event as PageTransitionEvent).persisted ? 'frozen' : 'terminated'
  return stateNow()
}

/** Keeps the page's states, and adds them to events. */
export function startPageState(hub: Hub): void {
  let entries: Entry[] = []
  const add = (state: State, start: number): void => {
    if (entries[entries.length - 1]?.state === state) return
    entries = [...entries, { state, start }].slice(-STATES_MAX)
  }
  add(stateNow(), 0)

  const names = ['pageshow', 'focus', 'blur', 'visibilitychange', 'resume', 'freeze', 'pagehide']
  hub.listen(window, names, (event) => add(stateAfter(event), event.timeStamp))
  hub.on('enrich', ({ event, view: { startTime, endTime } }) => {
    if (event.type === 'view') {
      const during = entries.filter(({ start }, index) => !(start > endTime!) && !(entries[index + 1]?.start! <= startTime))
      ;(event._dd as Fields).page_states = during.reverse().map(({ state, start }) => ({ state, start: ns(start - startTime) }))
    } else if (event.type === 'action' || event.type === 'error') {
      const at = event.date - hub.dateAt(0)
      const entry = entries.filter(({ start }) => start <= at).pop()
      event.view = { in_foreground: entry?.state === 'active' }
    }
  })
}
