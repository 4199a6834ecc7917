/**
 * Who, where and with what, of a session or a view, told by its events. Pure. What a later event
 * says replaces what an earlier one said; what none says is undefined.
 */
import type { EventJson } from '~/api/queries'
import { number, text } from '~/lib/event'
import type { Item } from './history'

export type Summary = {
  user: { id?: string; name?: string; email?: string; anonymousId?: string }
  account: { id?: string; name?: string }
  country?: string
  countryCode?: string
  city?: string
  browser?: string
  os?: string
  device?: string
  deviceType?: string
  viewport?: string
  connection?: string
  service?: string
  version?: string
  env?: string
  sdk?: string
  source?: string
  isBot: boolean
}

export function summarize(items: Item[], session: EventJson | undefined): Summary {
  // Views first: what they say is whole; then whatever else says something.
  const views = items.filter(({ kind }) => kind === 'view')
  const events = [...items.filter(({ kind }) => kind !== 'view'), ...views].map(({ event }) => event)
  const all = session ? [session, ...events.reverse()] : events.reverse()
  const say = (path: string) => first(all, (event) => text(event, path))
  const count = (path: string) => first(all, (event) => number(event, path))
  const [width, height] = [count('display.viewport.width'), count('display.viewport.height')]
  return {
    user: { id: say('usr.id'), name: say('usr.name'), email: say('usr.email'), anonymousId: say('usr.anonymous_id') },
    account: { id: say('account.id'), name: say('account.name') },
    country: say('geo.country'),
    countryCode: say('geo.country_iso_code'),
    city: say('geo.city') ?? say('geo.country_subdivision'),
    browser: joined(say('browser.name'), say('browser.version_major') ?? say('browser.version')),
    os: joined(say('os.name'), say('os.version')),
    device: say('device.name') ?? joined(say('device.brand'), say('device.model')),
    deviceType: say('device.type'),
    viewport: width !== undefined && height !== undefined ? `${width} × ${height}` : undefined,
    connection: say('connectivity.effective_type') ?? say('connectivity.interfaces') ?? say('connectivity.status'),
    service: say('service'),
    version: say('version'),
    env: say('env'),
    sdk: say('sdk_version'),
    source: say('source'),
    isBot: say('bot') === 'true',
  }
}

/** How the person is called; undefined for a visitor that nobody has named. */
export function nameOf({ user }: Summary): string | undefined {
  return user.name ?? user.email ?? user.id
}

/** The field and value by which a person's sessions are found. */
export function keyOf({ user }: Summary): { field: string; value: string } | undefined {
  if (user.id) return { field: 'usr.id', value: user.id }
  return user.anonymousId ? { field: 'usr.anonymous_id', value: user.anonymousId } : undefined
}

function first<T>(events: EventJson[], of: (event: EventJson) => T | undefined): T | undefined {
  for (const event of events) {
    const said = of(event)
    if (said !== undefined) return said
  }
  return undefined
}

function joined(...parts: (string | undefined)[]): string | undefined {
  const said = parts.filter(Boolean)
  return said.length > 0 ? said.join(' ') : undefined
}
