/**
 * Clicks as actions: what was clicked, what the page did after it and until when, and whether it frustrated.
 * Watches pointers, and leaves the reading of an element to after the page has answered, where it can.
 */
import { ns } from '../core/values.js'
import type { Fields, Hub, Stop } from '../hub.js'
import { type Action, type Causes, countFields } from './causes.js'
import { belongsTo, type Did, frustrationsOf, isRage, type Judged } from './frustration.js'
import { nameOf } from './name.js'
import { levelOf } from './privacy.js'
import { selectorOf } from './selector.js'
import { tell } from './tell.js'

/** A click leads to nothing that begins later, and its loading time is never longer. */
const CLICK_MAX_MS = 10_000
/** What a press leads to is known a little after the 100 ms that the page has to begin something. */
const PRESS_MAX_MS = 150
/** After it no further click belongs to the row. */
const ROW_MAX_MS = 1_000

interface Press {
  target: Element
  did: Did
  /** What is sent of the element, read once: before the page changes it, yet not while the pointer event is handled. */
  read(): { name: string; _dd: Fields }
  hadActivity: boolean
}

interface Click extends Judged {
  press: Press
  action: Action
  over: boolean
}

/** Clicks on one spot, one soon after the other: judged together. */
interface Row {
  clicks: Click[]
  open: boolean
  timer?: ReturnType<typeof setTimeout>
}

export function startClicks(hub: Hub, causes: Causes): Stop {
  const stopsOfClicks = new Set<(endTime?: number) => void>()
  let press: Press | undefined
  let row: Row | undefined
  let wasSelected = false
  /** True from a press to its release. */
  let armed = false

  const isSelected = (): boolean => !!getSelection() && !getSelection()!.isCollapsed
  const did = (what: keyof Did): void => {
    if (press) press.did[what] = true
  }
  const close = (one: Row | undefined): void => {
    clearTimeout(one?.timer)
    if (one?.open) {
      one.open = false
      judge(hub, causes, one)
    }
  }
  const endAll = (endTime?: number): void => {
    close(row)
    stopsOfClicks.forEach((stop) => stop(endTime))
  }

  function down(event: PointerEvent): void {
    wasSelected = isSelected()
    press = pressOf(hub, event)
    armed = !!press
    const begun = press
    if (begun) hub.whenQuiet((end) => (begun.hadActivity = end !== undefined), PRESS_MAX_MS)
  }

  function up(event: PointerEvent): void {
    if (!begins(event) || !armed || !press) return
    armed = false
    const begun = press
    begun.read()
    const joins = row?.open && belongsTo(row.clicks[row.clicks.length - 1]!.event, event)
    if (!joins) {
      close(row)
      row = { clicks: [], open: true }
    }
    const own = row!
    const head = own.clicks[0]?.action
    const action = causes.begin(event.timeStamp, head)
    const click: Click = { event, target: begun.target, did: begun.did, press: begun, action, hadActivity: false, errors: 0, over: false }
    own.clicks.push(click)
    clearTimeout(own.timer)
    own.timer = setTimeout(hub.guard(() => close(own)), ROW_MAX_MS)

    const stop = (endTime?: number): void => {
      if (!stopsOfClicks.delete(stop)) return
      unwait()
      click.over = true
      click.hadActivity = endTime !== undefined
      action.endTime = Math.max(endTime ?? hub.now(), action.startTime)
      judge(hub, causes, own)
    }
    stopsOfClicks.add(stop)
    const unwait = hub.whenQuiet((end) => stop(end ?? (begun.hadActivity ? action.startTime : undefined)), CLICK_MAX_MS)
  }

  const capture = { capture: true, passive: true }
  const stops = [
    hub.listen(window, ['pointerdown'], (event) => begins(event) && down(event as PointerEvent), capture),
    hub.listen(window, ['pointerup'], (event) => up(event as PointerEvent), capture),
    hub.listen(document, ['selectionchange'], () => (wasSelected || isSelected()) && did('selection'), capture),
    hub.listen(window, ['scroll'], () => did('scroll'), capture),
    hub.listen(window, ['input'], () => did('input'), capture),
    hub.on('viewEnd', ({ endTime }) => endAll(endTime)),
    hub.on('exit', () => endAll(hub.now())),
  ]
  return () => {
    endAll(hub.now())
    stops.forEach((stop) => stop())
  }
}

const begins = (event: Event): boolean => event.target instanceof Element && (event as PointerEvent).isPrimary !== false

/** What was pressed; nothing for what is hidden from us. */
function pressOf(hub: Hub, event: PointerEvent): Press | undefined {
  const { actionNameAttribute, enablePrivacyForActionName, defaultPrivacyLevel } = hub.options
  // In an open shadow tree, the element itself rather than its host.
  const [innermost] = event.composedPath()
  const target = innermost instanceof Element ? innermost : (event.target as Element)
  const level = enablePrivacyForActionName ? levelOf(target, defaultPrivacyLevel) : 'allow'
  if (level === 'hidden') return
  let told: ReturnType<Press['read']> | undefined
  const read = (): ReturnType<Press['read']> => {
    if (told) return told
    const { left, top, width, height } = target.getBoundingClientRect()
    const { name, name_source } = nameOf(target, hub.options, level)
    const action = {
      target: {
        selector: selectorOf(target, actionNameAttribute),
        width: Math.round(width) || undefined,
        height: Math.round(height) || undefined,
      },
      position: { x: Math.round(event.clientX - left), y: Math.round(event.clientY - top) },
      name_source,
    }
    return (told = { name, _dd: { action } })
  }
  // A finger on the screen is most often about to scroll: that is read only if it turns out a click.
  if (event.pointerType !== 'touch') setTimeout(hub.guard(read))
  return { target, did: {}, read, hadActivity: false }
}

/** Tells the clicks of a row, once no more can come and all are over. */
function judge(hub: Hub, causes: Causes, { clicks, open }: Row): void {
  if (open || !clicks.every(({ over }) => over)) return
  for (const click of clicks) click.errors = click.action.counts.error
  if (isRage(clicks)) {
    const [first, ...rest] = clicks as [Click, ...Click[]]
    const frustrations = frustrationsOf(clicks, true, false)
    rest.forEach(({ action }) => causes.forget(action))
    first.action.endTime = hub.now()
    first.action.counts = first.action.all
    emitClick(hub, { ...first, hadActivity: true }, frustrations, clicks)
  } else {
    const selected = clicks.some(({ did }) => did.selection)
    for (const click of clicks) emitClick(hub, click, frustrationsOf([click], false, selected), [click])
  }
}

function emitClick(hub: Hub, { press, action, hadActivity }: Click, frustrations: string[], clicks: Click[]): void {
  const { name, _dd } = press.read()
  const { id, startTime, endTime, counts } = action
  const fields = {
    id,
    type: 'click',
    target: { name },
    loading_time: hadActivity ? ns(endTime! - startTime) : undefined,
    ...countFields(counts),
    frustration: { type: frustrations },
  }
  tell(hub, 'action', startTime, { action: fields, _dd }, { events: clicks.map(({ event }) => event) })
}
