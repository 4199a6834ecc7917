/**
 * Gathers events into requests: as large as the sender likes them, 50 events, 30 s, or a page that may go away. Of a view only the
 * latest state goes. While events are held (no consent yet, no error yet) they stay here, within bounds.
 */
import type { Assembled } from '../hub.js'
import type { Bus } from './bus.js'
import type { Sender } from './send.js'
import { throttle } from './values.js'

const EVENTS_MAX = 50
/** What goes in one request: a view beside a full batch, yet never more than a beacon may carry. */
const REQUEST_BYTES_MAX = 60 * 1024
const MS_MAX = 30_000
/** What waits is made ready for an exit this often, while events come. */
const PREPARE_STEP = 1_000
/** One event over it is not sent at all. */
const EVENT_BYTES_MAX = 256 * 1024
/** What is held in memory at most: bytes of events, and views. */
const HELD_BYTES_MAX = 256 * 1024
const HELD_VIEWS_MAX = 20

interface Line {
  text: string
  at: number
}

export interface Batch {
  add(event: Assembled): void
  flush(exit?: boolean): void
  clear(): void
}

/** `held` says for how many ms events are kept back, if they are. */
export function createBatch(sender: Sender, bus: Bus, now: () => number, held: () => number | undefined): Batch {
  let lines: Line[] = []
  let views = new Map<string, Assembled>()
  let bytes = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const clear = (): void => {
    clearTimeout(timer)
    timer = undefined
    lines = []
    views = new Map()
    bytes = 0
  }

  const trim = (age: number): void => {
    while (lines.length && (bytes > HELD_BYTES_MAX || lines[0]!.at < now() - age)) {
      bytes -= lines[0]!.text.length
      // Another list, as it is no more what was prepared.
      lines = lines.slice(1)
    }
    if (views.size > HELD_VIEWS_MAX) views.delete(views.keys().next().value!)
  }

  const flush = (exit = false): void => {
    const age = held()
    if (age !== undefined) return trim(age)
    const all = lines.map(({ text }) => text)
    views.forEach((view) => all.push(JSON.stringify(view)))
    let of: unknown = lines
    clear()
    let body = ''
    for (const text of all) {
      if (body && body.length + text.length > REQUEST_BYTES_MAX) {
        sender.send(body, exit, of)
        body = of = ''
      }
      body += body ? `\n${text}` : text
    }
    if (body) sender.send(body, exit, of)
  }

  const ready = throttle(bus, PREPARE_STEP, () => {
    if (held() === undefined) sender.prepare(lines.map(({ text }) => text).join('\n'), lines)
  })

  const add = (event: Assembled): void => {
    timer ||= setTimeout(bus.guard(() => flush()), MS_MAX)
    if (event.type === 'view') {
      // Last in its order, as it was seen last.
      views.delete(event.view.id)
      views.set(event.view.id, event)
    } else {
      const text = JSON.stringify(event)
      if (text.length > EVENT_BYTES_MAX) return
      // What would not fit goes into the next request, rather than into a second one of its own.
      if (bytes + text.length > sender.room) flush()
      lines.push({ text, at: now() })
      bytes += text.length
      ready()
    }
    if (bytes > sender.room || lines.length + views.size >= EVENTS_MAX) flush()
  }

  return { add, flush, clear }
}
