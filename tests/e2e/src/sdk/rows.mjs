// The rows of the comparison: of each thing that both SDKs tell of, what either says, how far apart
// they may be, and whether they are further.

/** A clock reads to 0.1 ms; two SDKs look at the same entry at different moments of one frame. */
const SAME_ENTRY_MS = 1
/** Each SDK measures these itself, from its own callback, one after the other: on a busy machine far apart. */
const OWN_CLOCK_MS = 250
/** Interactions are told in steps of 8 ms. */
const INTERACTION_MS = 8

/** Of the page's first view: how far apart the two SDKs start on a busy machine. */
const OWN_START_MS = 2000
/** Each SDK looks at the clock inside its own patch of `pushState`, one after the other. */
const SAME_CALL_MS = 250

/**
 * Compares the events of a visit, each view in its last version. Failed requests are errors with us, and
 * with Datadog's logs SDK alone: they are left out, of counts too.
 */
export function rows(theirs, ours) {
  const sides = { theirs, ours: withoutNetworkErrors(ours) }
  return [...counts(sides), ...lists(sides), ...views(sides), ...clicks(sides), ...resources(sides)]
}

function withoutNetworkErrors(events) {
  const isOne = ({ type, error }) => type === 'error' && error.source === 'network'
  const left = events.filter((event) => !isOne(event))
  for (const { view, action } of events.filter(isOne)) {
    const causes = [action?.id ?? []].flat()
    for (const event of left) {
      if (event.type === 'view' && event.view.id === view.id) event.view.error.count--
      if (event.type === 'action' && causes.includes(event.action.id)) event.action.error.count--
    }
  }
  return left
}

const of = (events, type) => events.filter((event) => event.type === type)
const ms = (ns) => (ns === undefined ? undefined : ns / 1e6)

function exact(what, theirs, ours, tolerance = 'none') {
  return { what, theirs: show(theirs), ours: show(ours), tolerance, differs: JSON.stringify(theirs) !== JSON.stringify(ours) }
}

function near(what, theirs, ours, bound, unit = 'ms') {
  const differs = (theirs === undefined) !== (ours === undefined) || Math.abs((theirs ?? 0) - (ours ?? 0)) > bound
  return { what, theirs: number(theirs), ours: number(ours), tolerance: `${bound} ${unit}`.trim(), differs }
}

/** Ours is as much, or more. */
function least(what, theirs, ours, bound) {
  const differs = theirs !== undefined && !(ours >= theirs - bound)
  return { what, theirs: number(theirs), ours: number(ours), tolerance: `at least, but for ${bound}`, differs }
}

function counts({ theirs, ours }) {
  return ['view', 'action', 'resource', 'error', 'vital'].map((type) => exact(`${type}s`, of(theirs, type).length, of(ours, type).length))
}

/** What identifies an event of a kind between two SDKs. */
const NAMED = {
  view: ({ view }) => `${view.loading_type} ${path(view.url)}`,
  action: ({ action }) => `${action.type} ${action.target?.name} ${(action.frustration?.type ?? []).join('+')}`.trim(),
  resource: ({ resource }) => `${resource.type} ${resource.method ?? ''} ${path(resource.url)} ${resource.status_code ?? ''}`,
  error: ({ error }) => `${error.source} ${error.type ?? ''} ${squeezed(error.message)}`,
  vital: ({ vital }) => `${vital.type} ${vital.name} ${vital.step_type ?? ''} ${vital.failure_reason ?? ''}`.trim(),
}

function lists({ theirs, ours }) {
  return Object.entries(NAMED).map(([type, name]) => {
    const named = (events) => of(events, type).map(name).sort()
    const [left, right] = [named(theirs), named(ours)]
    const missing = left.filter((one) => !take(right, one))
    return {
      what: `${type}s by name`,
      theirs: missing.length ? `only here: ${missing.join('; ')}` : 'all alike',
      ours: right.length ? `only here: ${right.join('; ')}` : 'all alike',
      tolerance: 'none',
      differs: missing.length + right.length > 0,
    }
  })
}

function take(list, one) {
  const at = list.indexOf(one)
  if (at >= 0) list.splice(at, 1)
  return at >= 0
}

const byDate = (a, b) => a.date - b.date

function views({ theirs, ours }) {
  const [left, right] = [of(theirs, 'view').sort(byDate), of(ours, 'view').sort(byDate)]
  return left.flatMap(({ view: a, date }, at) => {
    const b = right[at]?.view ?? {}
    const time = (name, bound = SAME_ENTRY_MS) => near(`view ${at + 1}: ${name}`, ms(a[name]), ms(b[name]), bound)
    return [
      near(`view ${at + 1}: start`, 0, (right[at]?.date ?? NaN) - date, SAME_CALL_MS),
      ...['first_byte', 'dom_interactive', 'dom_content_loaded', 'dom_complete', 'load_event'].map((name) => time(name)),
      ...['first_contentful_paint', 'largest_contentful_paint'].map((name) => time(name)),
      // Browsers tell of no interaction under 40 ms; Datadog's SDK then says 0.
      // What began in a view and ended after it still counts for it with us.
      least(`view ${at + 1}: interaction_to_next_paint`, ms(a.interaction_to_next_paint) || undefined, ms(b.interaction_to_next_paint), INTERACTION_MS),
      near(`view ${at + 1}: cumulative_layout_shift`, a.cumulative_layout_shift, b.cumulative_layout_shift, 0.0001, ''),
      // Each looks from its own start on, and takes the other's start for activity.
      time('loading_time', at === 0 ? OWN_START_MS : OWN_CLOCK_MS),
      least(`view ${at + 1}: resource count`, a.resource?.count, b.resource?.count, 0),
      ...['action', 'error', 'frustration'].map((name) => exact(`view ${at + 1}: ${name} count`, a[name]?.count, b[name]?.count)),
    ]
  })
}

function clicks({ theirs, ours }) {
  const named = (events) => new Map(of(events, 'action').filter(({ action }) => action.type === 'click').map((event) => [`${event.action.target.name}, view ${path(event.view.url)}`, event]))
  const [left, right] = [named(theirs), named(ours)]
  return [...left].flatMap(([name, { action: a, _dd: { action: place } }]) => {
    const { action: b = {}, _dd } = right.get(name) ?? {}
    return [
      near(`click on ${name}: loading_time`, ms(a.loading_time), ms(b.loading_time), OWN_CLOCK_MS),
      exact(`click on ${name}: error count`, a.error?.count, b.error?.count),
      // What ends on the edge of the click is the one's and not the other's.
      near(`click on ${name}: resource count`, a.resource?.count, b.resource?.count, 1, ''),
      exact(`click on ${name}: selector`, place?.target?.selector, _dd?.action?.target?.selector),
    ]
  })
}

function resources({ theirs, ours }) {
  const named = (events) => new Map(of(events, 'resource').map((event) => [NAMED.resource(event), event.resource]))
  const [left, right] = [named(theirs), named(ours)]
  return [...left].flatMap(([name, a]) => {
    const b = right.get(name)
    if (!b) return []
    return [near(`${name}: duration`, ms(a.duration), ms(b.duration), SAME_ENTRY_MS), exact(`${name}: size`, a.size, b.size)]
  })
}

function path(url) {
  const { pathname, hash } = new URL(url, 'http://none')
  return pathname + hash
}

const squeezed = (text) => String(text).replace(/\s+/g, '').slice(0, 80)
const show = (value) => (value === undefined ? '–' : String(value))
const number = (value) => (value === undefined ? '–' : String(Math.round(value * 1000) / 1000))
