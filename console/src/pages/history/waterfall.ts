/** The resources of a view as rows of a waterfall: what each row says, their order, and which are shown. Pure. */
import { number, read, shortUrl, text } from '~/lib/event'
import { phases, type Phase } from '~/lib/phases'
import type { HistorySearch } from '~/search-params'
import { holds, type Item } from './history'

export type Entry = {
  item: Item
  name: string
  url: string
  host: string | undefined
  type: string | undefined
  method: string | undefined
  status: number | undefined
  /** What came over the network; undefined where the browser does not tell. */
  bytes: number | undefined
  fromCache: boolean
  isBlocking: boolean
  protocol: string | undefined
  phases: Phase[]
}

export type Sort = NonNullable<HistorySearch['sort']>

export function toEntry(item: Item): Entry {
  const { event } = item
  const url = text(event, 'resource.url') ?? ''
  return {
    item,
    url,
    name: shortUrl(url),
    host: text(event, 'resource.url_host'),
    type: text(event, 'resource.type'),
    method: text(event, 'resource.method'),
    status: number(event, 'resource.status_code'),
    bytes: bytesOf(item),
    fromCache: isFromCache(item),
    isBlocking: text(event, 'resource.render_blocking_status') === 'blocking',
    protocol: text(event, 'resource.protocol'),
    phases: phases(event),
  }
}

/** 0 means that the browser does not tell, unless it came from a cache. */
function bytesOf({ event }: Item): number | undefined {
  const sizes = ['resource.transfer_size', 'resource.encoded_body_size', 'resource.size'].map((path) => number(event, path))
  return sizes.find((size) => size !== undefined && size > 0)
}

function isFromCache({ event }: Item): boolean {
  if (text(event, 'resource.delivery_type') === 'cache') return true
  const transferred = read(event, 'resource.transfer_size')
  return transferred === 0 && (number(event, 'resource.decoded_body_size') ?? number(event, 'resource.size') ?? 0) > 0
}

/** By time where nothing else is wanted; what has no value comes last either way. */
export function sorted(entries: Entry[], sort: Sort): Entry[] {
  const by = sort.replace('-', '')
  const value = ({ item, bytes }: Entry) => (by === 'duration' ? item.durationNs : by === 'size' ? bytes : item.at)
  const sign = sort.startsWith('-') ? -1 : 1
  return [...entries].sort((a, b) => {
    const [left, right] = [value(a), value(b)]
    if (left === undefined || right === undefined) return (left === undefined ? 1 : 0) - (right === undefined ? 1 : 0)
    return sign * (left - right) || a.item.at - b.item.at
  })
}

/** The next order when a heading is clicked: the greatest first, then the least, of time the other way about. */
export function nextSort(sort: Sort, by: 'start' | 'duration' | 'size'): Sort {
  if (by === 'start') return sort === 'start' ? '-start' : 'start'
  return sort === `-${by}` ? by : `-${by}`
}

export type Narrowing = { types: readonly string[]; host: string | undefined; text: string }

export function narrowed(entries: Entry[], { types, host, text: wanted }: Narrowing): Entry[] {
  const lower = wanted.trim().toLowerCase()
  return entries.filter(
    (entry) =>
      (types.length === 0 || types.includes(entry.type ?? '')) &&
      (host === undefined || entry.host === host) &&
      (lower === '' || holds(entry.item, lower)),
  )
}

/** Each value with how many entries have it, the most frequent first. */
export function counted(entries: Entry[], of: (entry: Entry) => string | undefined): { value: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const entry of entries) {
    const value = of(entry)
    if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count || a.value.localeCompare(b.value))
}
