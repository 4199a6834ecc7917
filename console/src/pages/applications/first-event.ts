/** The first event as a person reads it: which kind to show, and what of it. Pure. */
import type { EventJson, Json } from '~/api/queries'
import type { EventName } from '~/search-params'
import type { Outcomes } from '~/pages/intake/outcome'

/** A page view says most, so it is shown before others that came with it. */
const FIRST_OF = ['view', 'error', 'action', 'resource', 'log', 'vital', 'long_task'] as const satisfies readonly EventName[]
export type FirstKind = (typeof FIRST_OF)[number]

/** The kind of event to show, of what was accepted; none when nothing was. */
export function firstKind(outcomes: Outcomes['outcomes']): FirstKind | undefined {
  const there = new Set(outcomes.filter(({ outcome, count }) => outcome === 'accepted' && count > 0).map(({ kind }) => kind))
  return FIRST_OF.find((kind) => there.has(kind))
}

export type Told = {
  page: string | undefined
  message: string | undefined
  browser: string | undefined
  country: string | undefined
  service: string | undefined
  env: string | undefined
  version: string | undefined
  sdk: string | undefined
  date: number | undefined
  id: string | undefined
  sessionId: string | undefined
}

export function told(event: EventJson, kind: FirstKind): Told {
  const text = (path: string) => {
    const value = at(event, path)
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const named = (...paths: string[]) => paths.map(text).filter(Boolean).join(' ') || undefined
  const date = at(event, 'date')
  return {
    page: text('view.url') ?? text('view.name'),
    message: text('error.message') ?? text('message') ?? text('action.target.name') ?? text('resource.url'),
    browser: named('browser.name', 'browser.version_major') ?? named('os.name', 'os.version'),
    country: text('geo.country'),
    service: text('service'),
    env: text('env'),
    version: text('version'),
    sdk: text('sdk_version'),
    date: typeof date === 'number' ? date : undefined,
    id: text(`${kind}.id`),
    sessionId: text('session.id'),
  }
}

function at(event: EventJson, path: string): Json | undefined {
  return path.split('.').reduce<Json | undefined>((value, name) => {
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value[name] : undefined
  }, event)
}
