/** The first event as a person reads it: which kind to show, and what of it. Pure. */
import type { EventJson } from '~/api/queries'
import { number, text } from '~/lib/event'
import type { EventName } from '~/search-params'
import type { Outcomes } from '~/pages/intake/outcome'

/** A view says most, so it is shown before others that came with it. */
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
  const said = (path: string) => text(event, path)
  const named = (...paths: string[]) => paths.map(said).filter(Boolean).join(' ') || undefined
  return {
    page: said('view.url') ?? said('view.name'),
    message: said('error.message') ?? said('message') ?? said('action.target.name') ?? said('resource.url'),
    browser: named('browser.name', 'browser.version_major') ?? named('os.name', 'os.version'),
    country: said('geo.country'),
    service: said('service'),
    env: said('env'),
    version: said('version'),
    sdk: said('sdk_version'),
    date: number(event, 'date'),
    id: said(`${kind}.id`),
    sessionId: said('session.id'),
  }
}
