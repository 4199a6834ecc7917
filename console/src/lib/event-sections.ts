/**
 * An event's values in sections that a person looks for: what happened, on which page, to whom,
 * where, with what. Pure; what belongs to no section is in the last, so nothing is left out.
 */
import type { EventJson, Json } from '~/api/queries'
import { kindOf, leaves } from './event'

export const SECTIONS = ['what', 'page', 'session', 'who', 'where', 'device', 'release', 'attributes', 'other'] as const
export type SectionName = (typeof SECTIONS)[number]
export type Value = { path: string; value: Json }
export type Section = { name: SectionName; values: Value[] }

const OF_ROOT: Record<string, SectionName> = {
  date: 'what', type: 'what', message: 'what', status: 'what', origin: 'what', logger: 'what', http: 'what', error: 'what',
  action: 'what', resource: 'what', long_task: 'what', vital: 'what', freeze: 'what', replay: 'what', transition: 'what',
  event: 'what', stream: 'what',
  view: 'page', container: 'page', tab: 'page', display: 'device', privacy: 'page',
  session: 'session', synthetics: 'session', ci_test: 'session',
  usr: 'who', account: 'who',
  geo: 'where', client_ip: 'where', connectivity: 'where', network: 'where',
  browser: 'device', os: 'device', device: 'device', bot: 'device',
  application: 'release', service: 'release', version: 'release', env: 'release', build_version: 'release', build_id: 'release',
  source: 'release', sdk_version: 'release', ddtags: 'release',
  context: 'attributes', feature_flags: 'attributes',
}

/** Sections with something in them, in their order. */
export function sections(event: EventJson): Section[] {
  const isView = kindOf(event) === 'view'
  const found = new Map<SectionName, Value[]>(SECTIONS.map((name) => [name, []]))
  for (const [path, value] of leaves(event)) {
    const root = path.split('.', 1)[0] ?? path
    const name = isView && root === 'view' ? 'what' : (OF_ROOT[root] ?? 'other')
    found.get(name)!.push({ path, value })
  }
  return SECTIONS.map((name) => ({ name, values: found.get(name)! })).filter(({ values }) => values.length > 0)
}

/** Those sections and values that hold the text in their path or value. */
export function narrow(all: Section[], wanted: string): Section[] {
  const text = wanted.trim().toLowerCase()
  if (text === '') return all
  const holds = ({ path, value }: Value) =>
    path.toLowerCase().includes(text) || (typeof value === 'string' ? value : JSON.stringify(value)).toLowerCase().includes(text)
  return all
    .map(({ name, values }) => ({ name, values: values.filter(holds) }))
    .filter(({ values }) => values.length > 0)
}
