/** Which facets a kind of event offers from the start, in groups that people look for, and which are open. */
import type { EventName } from '~/search-params'

export type FacetName = { field: string; measure?: true; open?: true }
export type GroupName = 'core' | 'measures' | 'page' | 'who' | 'device' | 'where' | 'release' | 'own'
export type FacetGroup = { name: GroupName; facets: FacetName[] }

const facet = (field: string): FacetName => ({ field })
const open = (field: string): FacetName => ({ field, open: true })
const measure = (field: string): FacetName => ({ field, measure: true })

const WHO: FacetGroup = { name: 'who', facets: ['usr.id', 'usr.email', 'usr.name', 'account.id', 'session.type', 'bot'].map(facet) }
const DEVICE: FacetGroup = {
  name: 'device',
  facets: [open('device.type'), open('browser.name'), facet('browser.version_major'), facet('os.name'), facet('os.version_major'), facet('device.brand'), facet('device.model')],
}
const WHERE: FacetGroup = { name: 'where', facets: [open('geo.country'), facet('geo.country_subdivision'), facet('geo.city')] }
const CONNECTION = facet('connectivity.effective_type')
const RELEASE: FacetGroup = { name: 'release', facets: ['version', 'env', 'service', 'source', 'sdk_version'].map(facet) }
const PAGE: FacetGroup = { name: 'page', facets: ['view.name', 'view.url_path_group', 'view.url_host', 'view.referrer'].map(facet) }

function around(core: FacetName[], measures: FacetName[], page: FacetGroup = PAGE): FacetGroup[] {
  const where = { ...WHERE, facets: [...WHERE.facets, CONNECTION] }
  return [{ name: 'core', facets: core }, { name: 'measures', facets: measures }, page, DEVICE, where, RELEASE, WHO].filter(
    (group): group is FacetGroup => group.facets.length > 0,
  )
}

const NO_PAGE: FacetGroup = { name: 'page', facets: [] }

export const FACET_GROUPS: Record<EventName, FacetGroup[]> = {
  session: [
    { name: 'core', facets: [open('session.first_view.name'), facet('session.last_view.name'), facet('session.has_replay'), facet('session.has_crash'), facet('session.is_active')] },
    { name: 'measures', facets: ['session.duration', 'session.view.count', 'session.action.count', 'session.error.count', 'session.frustration.count'].map(measure) },
    DEVICE, WHERE, RELEASE, WHO,
  ],
  view: around(
    [open('view.name'), facet('view.loading_type'), facet('view.url_path_group'), facet('view.url_host'), facet('view.referrer'), facet('view.utm_source'), facet('view.utm_campaign')],
    ['view.loading_time', 'view.largest_contentful_paint', 'view.interaction_to_next_paint', 'view.cumulative_layout_shift', 'view.first_contentful_paint', 'view.first_byte', 'view.time_spent', 'view.error.count'].map(measure),
    NO_PAGE,
  ),
  action: around(
    [open('action.type'), open('action.target.name'), facet('action.frustration.type')],
    ['action.loading_time', 'action.error.count', 'action.resource.count', 'action.long_task.count'].map(measure),
  ),
  resource: around(
    [open('resource.type'), open('resource.status_code'), open('resource.url_host'), facet('resource.url_path_group'), facet('resource.method'), facet('resource.provider.type'), facet('resource.protocol'), facet('resource.delivery_type'), facet('resource.render_blocking_status')],
    ['resource.duration', 'resource.transfer_size', 'resource.size', 'resource.first_byte.duration', 'resource.download.duration'].map(measure),
  ),
  error: around(
    [open('error.type'), open('error.source'), facet('error.handling'), facet('error.message'), facet('error.is_crash'), facet('error.category'), facet('error.fingerprint'), facet('error.resource.status_code')],
    [],
  ),
  long_task: around([open('long_task.entry_type'), facet('long_task.is_frozen_frame')], ['long_task.duration', 'long_task.blocking_duration'].map(measure)),
  vital: around([open('vital.name'), open('vital.type'), facet('vital.step_type'), facet('vital.failure_reason')], [measure('vital.duration')]),
  log: around([open('status'), open('origin'), facet('logger.name'), facet('error.kind'), facet('http.status_code'), facet('http.method')], []),
}

export const DEFAULT_FACETS = Object.fromEntries(
  Object.entries(FACET_GROUPS).map(([event, groups]) => [event, groups.flatMap(({ facets }) => facets)]),
) as Record<EventName, FacetName[]>
