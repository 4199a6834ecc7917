/**
 * A view and an error as a shell sends them, to try the way at once. Ids and times are the
 * shell's, so that each run is a visit of its own and not a repetition. Pure.
 */
import { shell } from './quote'
import type { SnippetInput } from './snippet-options'

/** Stands in the JSON where the shell puts something: outside the single quotes, for a moment. */
const NOW_MS = '@now_ms@'
const RUN = '@run@'

export function curl(input: SnippetInput): string {
  const common = {
    date: NOW_MS,
    application: { id: input.applicationId },
    ...(input.service === '' ? {} : { service: input.service }),
    ...(input.version === '' ? {} : { version: input.version }),
    session: { id: `try-${RUN}`, type: 'user' },
  }
  const page = { id: `try-${RUN}`, url: 'https://example.com/hello', referrer: '', name: '/hello' }
  const view = {
    type: 'view',
    ...common,
    view: { ...page, loading_type: 'initial_load', time_spent: 4e9, is_active: false, largest_contentful_paint: 1.2e9, action: { count: 0 }, error: { count: 1 }, resource: { count: 0 } },
    _dd: { document_version: 1, format_version: 2 },
  }
  const error = {
    type: 'error',
    ...common,
    view: page,
    error: { id: `try-${RUN}`, message: 'Hello from curl', source: 'custom', type: 'Error' },
    _dd: { format_version: 2 },
  }
  const tags = [`env:${input.env}`].filter((said) => said !== 'env:').join(',')
  const query = new URLSearchParams({ ddsource: 'browser', ...(tags ? { ddtags: tags } : {}), 'dd-api-key': input.clientToken })
  return [
    'now=$(date +%s)',
    `curl -i ${shell(`${input.origin}/api/v2/rum?${query.toString()}`)} \\`,
    `  -H 'Content-Type: text/plain;charset=UTF-8' \\`,
    `  --data-binary ${body(view, error)}`,
    '',
  ].join('\n')
}

/** One line an event. Placeholders end the single quotes, and begin them again. */
function body(...events: object[]): string {
  return shell(events.map((event) => JSON.stringify(event)).join('\n'))
    .replaceAll(`"${NOW_MS}"`, `'"\${now}000"'`)
    .replaceAll(RUN, `'"$now"'`)
}
