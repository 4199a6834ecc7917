/**
 * Clicks as actions: what was clicked, what the page did after it and until when, and whether it frustrated.
 * Watches pointers, and leaves the reading of an element to after the page has answered, where it can.
 */
import type { Fields, Hub } from '../hub.js'
import { tellAction } from './action.js'
import type { Action, Causes } from './causes.js'
import { belongsTo, type Did, type Frustration, frustrationsOf, isRage, type Judged } from './frustration.js'
import { nameOf } from './name.js'
import { levelOf } from './privacy.js'
import { selectorOf } from './selector.js'

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
  /** Whether the page did anything after the press alone. */
  led?: boolean
}

interface Click extends Press, Judged, Action {
  /** Absent when it is over. */
  end?(endTime?: number): void
}

export function startClicks(hub: Hub, causes: Causes): void {
  let press: Press | undefined
  /** True from a press to its release. */
  let armed = false
  let wasSelected = false
  const row = keepRow(hub, (clicks) => tellRow(hub, causes, clicks))
  const going = new Set<Click>()

  const isSelected = (): boolean => getSelection()?.isCollapsed === false
  const did = (what: keyof Did): void => {
    if (press) press.did[what] = true
  }
  const endAll = (endTime = hub.now()): void => {
    row.close()
    going.forEach(({ end }) => end!(endTime))
  }

  hub.listen(window, ['pointerdown'], (event) => {
    if (!begins(event)) return
    wasSelected = isSelected()
    const begun = (press = pressOf(hub, event as PointerEvent))
    armed = !!begun
    if (begun) hub.whenQuiet((end) => (begun.led = end !== undefined), PRESS_MAX_MS)
  })
  hub.listen(window, ['pointerup'], (event) => {
    if (!begins(event) || !armed || !press) return
    armed = false
    const begun = press
    begun.read()
    const pointer = event as PointerEvent
    const clicks = row.at(pointer)
    const action = causes.begin(event.timeStamp, clicks[0])
    const click: Click = Object.assign(action, begun, { event: pointer, hadActivity: false })
    clicks.push(click)
    going.add(click)
    click.end = (endTime) => {
      unwait()
      click.end = undefined
      going.delete(click)
      click.hadActivity = endTime !== undefined
      click.endTime = Math.max(endTime ?? hub.now(), click.startTime)
      row.judge(clicks)
    }
    const unwait = hub.whenQuiet((end) => click.end?.(end ?? (begun.led ? click.startTime : undefined)), CLICK_MAX_MS)
  })
  hub.listen(document, ['selectionchange'], () => (wasSelected || isSelected()) && did('selection'))
  hub.listen(window, ['scroll'], () => did('scroll'))
  hub.listen(window, ['input'], () => did('input'))
  hub.on('viewEnd', ({ endTime }) => endAll(endTime))
  hub.on('exit', () => endAll())
  hub.onStop(endAll)
}

/** Clicks on one spot, one soon after the other: judged together, once no more can come. */
interface Row {
  /** The row that a click there goes on with, or begins. */
  at(event: PointerEvent): Click[]
  close(): void
  /** To be called when a click is over. */
  judge(clicks: Click[]): void
}

function keepRow(hub: Hub, tell: (clicks: Click[]) => void): Row {
  let row: Click[] = []
  let timer: ReturnType<typeof setTimeout>
  const judge = (clicks: Click[]): void => {
    if (clicks !== row && !clicks.some(({ end }) => end)) tell(clicks)
  }
  const close = (): void => {
    const clicks = row
    row = []
    judge(clicks)
  }
  return {
    judge,
    close,
    at(event) {
      const before = row[row.length - 1]
      if (!before || !belongsTo(before.event, event)) close()
      clearTimeout(timer)
      timer = setTimeout(hub.guard(close), ROW_MAX_MS)
      return row
    },
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
  return { target, did: {}, read }
}

/** Tells the clicks of a row, of which no more can come and all are over. */
function tellRow(hub: Hub, causes: Causes, clicks: Click[]): void {
  if (isRage(clicks)) {
    const [first, ...rest] = clicks as [Click, ...Click[]]
    const frustrations = frustrationsOf(clicks, true, false)
    rest.forEach(causes.forget)
    tellClick(hub, Object.assign(first, { endTime: hub.now(), counts: first.all, hadActivity: true }), frustrations, clicks)
  } else {
    const selected = clicks.some((click) => click.did.selection)
    for (const click of clicks) tellClick(hub, click, frustrationsOf([click], false, selected), [click])
  }
}

function tellClick(hub: Hub, click: Click, frustrations: Frustration[], clicks: Click[]): void {
  const domain = { events: clicks.map(({ event }) => event) }
  tellAction(hub, click, { type: 'click', frustrations, loaded: click.hadActivity, domain, ...click.read() })
}
