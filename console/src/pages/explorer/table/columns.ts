/**
 * Which columns a kind of event shows, how they are named, and how wide they start. Any field or
 * attribute can be one; its path is its name.
 */
import type { Schemas } from '~/api/client'
import { VITALS } from '~/lib/vitals'
import type { EventName } from '~/search-params'

export type Field = Schemas['FieldInfo']

export const DEFAULT_COLUMNS: Record<EventName, readonly string[]> = {
  session: [
    'date', 'session.first_view.name', 'session.duration', 'session.view.count', 'session.action.count',
    'session.error.count', 'usr.id', 'geo.country', 'device.type', 'browser.name', 'os.name', 'version',
  ],
  view: [
    'date', 'view.name', 'view.url_path', 'view.loading_time', 'view.largest_contentful_paint',
    'view.interaction_to_next_paint', 'view.cumulative_layout_shift', 'view.time_spent', 'view.error.count',
    'device.type', 'browser.name',
  ],
  action: [
    'date', 'action.type', 'action.target.name', 'view.name', 'action.loading_time', 'action.error.count',
    'action.frustration.type', 'device.type', 'browser.name',
  ],
  resource: [
    'date', 'resource.type', 'resource.method', 'resource.status_code', 'resource.url_host', 'resource.url_path',
    'resource.duration', 'resource.transfer_size', 'view.name',
  ],
  error: ['date', 'error.type', 'error.message', 'error.source', 'error.handling', 'view.name', 'version', 'browser.name'],
  long_task: [
    'date', 'long_task.duration', 'long_task.blocking_duration', 'long_task.entry_type', 'view.name', 'device.type',
    'browser.name', 'os.name',
  ],
  vital: ['date', 'vital.name', 'vital.type', 'vital.step_type', 'vital.duration', 'vital.failure_reason', 'view.name', 'browser.name'],
  log: ['date', 'status', 'message', 'logger.name', 'error.kind', 'view.name', 'service'],
}

/** Columns as the URL has them; `date` is always there, at the left. */
export function columnsOf(event: EventName, chosen: readonly string[] | undefined): string[] {
  const wanted = chosen && chosen.length > 0 ? chosen : DEFAULT_COLUMNS[event]
  return ['date', ...new Set(wanted.filter((path) => path !== 'date' && path !== ''))]
}

/** As the URL should have them: nothing when they are the default. */
export function writeColumns(event: EventName, columns: readonly string[]): string[] | undefined {
  const named = columnsOf(event, columns)
  const same = named.join('\n') === columnsOf(event, undefined).join('\n')
  return same ? undefined : named
}

/** Puts a column where another one is. */
export function moveColumn(columns: readonly string[], column: string, to: number): string[] {
  const rest = columns.filter((path) => path !== column)
  const at = Math.max(1, Math.min(to, rest.length)) // `date` stays first
  return [...rest.slice(0, at), column, ...rest.slice(at)]
}

/** A vital's well-known name, else the path without the kind that the whole table is of. */
export function labelOf(path: string, event: EventName): string {
  const vital = VITALS.find(({ field }) => field === path)
  if (vital) return vital.name.toUpperCase()
  return path.startsWith(`${event}.`) ? path.slice(event.length + 1) : path
}

const WIDE = /(^|\.)(message|url|url_path|url_path_group|description|stack)$|target\.name$/
const SHORT = /(^|\.)(type|method|source|status|version)$/
const NAMES = /(^|\.)name$|selector|\.id$|^message$/

export function isNumeric(field: Field | undefined): boolean {
  return field?.type === 'number' || (field?.type === 'integer' && field.role === 'measure' && field.unit !== 'epoch_ms')
}

/** A letter of a heading, about, and the room around it. */
const LETTER_PX = 7.4
const HEADING_PX = 18

/** As wide as what it holds mostly is, and never narrower than its heading. */
export function widthOf(path: string, field: Field | undefined, label = ''): number {
  return Math.max(usualWidth(path, field), Math.ceil(label.length * LETTER_PX) + HEADING_PX)
}

function usualWidth(path: string, field: Field | undefined): number {
  if (path === 'date') return 168
  if (VITALS.some(({ field }) => field === path)) return 84
  if (WIDE.test(path)) return 280
  if (isNumeric(field)) return field?.unit === 'count' ? 96 : 108
  if (path.endsWith('status_code')) return 104
  if (path.endsWith('url_host')) return 184
  if (path === 'error.type') return 148
  if (SHORT.test(path)) return 92
  if (path === 'usr.id') return 116
  return NAMES.test(path) && !/^(browser|os|device)\./.test(path) ? 176 : 116
}

/** The column that takes what width is left: the one with the most to say. */
export function growing(columns: readonly string[]): string | undefined {
  return columns.find((path) => WIDE.test(path)) ?? columns.find((path) => NAMES.test(path)) ?? columns.at(-1)
}
