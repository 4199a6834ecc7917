/**
 * Makes an event whole: its envelope, the contexts, what `beforeSend` may change of it, and how many of a
 * kind a minute has room for. Does not keep or send it.
 */
import type { About, Assembled, Fields, Hub, RawEvent, ViewRef } from '../hub.js'
import type { Contexts } from './contexts.js'
import type { Options } from './options.js'
import type { Sessions } from './session.js'
import type { Surroundings } from './surroundings.js'
import { scrub } from './url.js'
import { copy, isObject, merge } from './values.js'

declare const __VERSION__: string

/** What `beforeSend` may change: a text stays a text, an object an object. */
const EDITABLE: Record<string, string> = {
  view: 'view.performance.lcp.resource_url',
  action: 'action.target.name',
  error: 'error.message error.stack error.handling_stack error.fingerprint error.resource.url',
  resource: 'resource.url resource.graphql.variables resource.request.headers resource.response.headers',
}
const editable = (type: string): string[] => `service version context view.name view.url view.referrer ${EDITABLE[type] || ''}`.split(' ')

/** The object that holds the last name of a path, if it is there. */
function holder(event: Fields, path: string): [Fields | undefined, string] {
  const names = path.split('.')
  const last = names.pop()!
  let at: unknown = event
  for (const name of names) at = isObject(at) ? at[name] : undefined
  return [isObject(at) ? at : undefined, last]
}

/** Takes over what may be edited from the copy that `beforeSend` had. */
function takeEdits(event: Assembled, edited: Fields): void {
  for (const path of editable(event.type)) {
    const [from, name] = holder(edited, path)
    const [into] = holder(event, path)
    const value = from?.[name]
    if (!into || value === into[name]) continue
    if (name === 'context' || name === 'headers') into[name] = isObject(value) ? copy(value) : {}
    else if (typeof value === 'string' || value === undefined) into[name] = value
  }
}

/** Asks `beforeSend`; false drops what is not a view. It gets a copy: nothing but its edits comes back. */
export function askBeforeSend(options: Options, event: Assembled, domain: Fields): boolean {
  if (!options.beforeSend) return true
  const edited = merge({ context: {} } as Assembled, event)
  try {
    const verdict = options.beforeSend(edited, domain)
    takeEdits(event, edited)
    return verdict !== false || event.type === 'view'
  } catch (error) {
    console.error('Solera: beforeSend threw', error)
    return true
  }
}

/** Replaces values of query parameters in all URLs of the event. */
export function scrubUrls(event: RawEvent, which: boolean | string[] | undefined): void {
  if (!which) return
  for (const path of editable(event.type)) {
    const [into, name] = holder(event, path)
    const url = into?.[name]
    if (/(url|referrer)$/.test(name) && typeof url === 'string') into![name] = scrub(url, which)
  }
}

/** `env:..,service:..`: what the dialect carries as tags. */
const tags = (pairs: Fields): string =>
  Object.entries(pairs)
    .filter(([, value]) => value)
    .map(([name, value]) => `${name}:${String(value).replace(/,/g, '_')}`)
    .join(',')

export interface Parts {
  hub: Hub
  contexts: Contexts
  sessions: Sessions
  surroundings: Surroundings
  /** What the bundle calls itself. */
  sdkName: string
}

/** The event with its envelope, as of the view it belongs to. */
export function assemble({ hub, contexts, sessions, surroundings, sdkName }: Parts, event: RawEvent, about: About, view: ViewRef): Assembled {
  const { options } = hub
  const isView = event.type === 'view'
  const visitor = options.trackAnonymousUser ? sessions.visitor() : undefined
  const user = contexts.of('user')
  const account = contexts.of('account')
  const service = view.service || options.service
  const version = view.version || options.version
  const causes = isView ? undefined : hub.actionAt(about.startTime)
  const whole: Fields = {
    type: event.type,
    application: { id: options.applicationId },
    source: 'browser',
    service,
    version,
    session: { id: view.session.id, type: 'user' },
    view: { id: view.id, url: view.url, referrer: view.referrer, name: view.name },
    usr: { anonymous_id: visitor, ...user },
    account: account.id ? account : undefined,
    action: event.type === 'action' || !causes ? undefined : { id: causes },
    ...surroundings.fields(),
    ddtags: tags({ sdk_version: __VERSION__, env: options.env, service, version }),
    _dd: {
      format_version: 2,
      sdk_name: sdkName,
      configuration: {
        session_sample_rate: view.session.rate,
        session_replay_sample_rate: options.sessionReplaySampleRate,
        trace_sample_rate: options.traceSampleRate,
        rc_version: options.rcVersion,
      },
    },
  }
  // Deeply copied: what is changed later must not change what waits in the batch, nor the other way round.
  const result = merge({} as Assembled, whole)
  merge(result, event)
  if (isView) merge(result, view.added)
  const context = merge(merge(merge({}, contexts.of('global')), view.context), event.context)
  merge(context, copy(about.context))
  result.context = Object.keys(context).length ? context : undefined
  scrubUrls(result, options.scrubQuery)
  return result
}

/** At most so many events of a kind a minute; `over` is called once a minute with the kind that is too many. */
export function rateLimit(most: number, now: () => number, over: (type: string) => void): (type: string) => boolean {
  let counts: Record<string, number> = {}
  let since = now()
  return (type) => {
    if (now() - since > 60_000) {
      counts = {}
      since = now()
    }
    const count = (counts[type] = (counts[type] || 0) + 1)
    if (count === most + 1) over(type)
    return count <= most
  }
}
