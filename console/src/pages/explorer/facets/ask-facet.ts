/**
 * One facet, asked together with the others of its tick: few at a time, so that the first to be
 * read are there first. Knows nothing of screens.
 */
import { ApiError, api, body, type Schemas } from '~/api/client'

export type FacetScope = Omit<Schemas['FacetsRequest'], 'fields'>
type Waiting = {
  field: Schemas['FacetRequest']
  signal: AbortSignal
  resolve: (facet: Schemas['FacetInfo']) => void
  reject: (error: unknown) => void
}

const TOGETHER = 4
const waiting = new Map<string, { scope: FacetScope; all: Waiting[] }>()

export function askFacet(scope: FacetScope, field: Schemas['FacetRequest'], signal: AbortSignal): Promise<Schemas['FacetInfo']> {
  return new Promise((resolve, reject) => {
    if (waiting.size === 0) setTimeout(sendWaiting)
    const key = JSON.stringify(scope)
    const group = waiting.get(key) ?? { scope, all: [] }
    group.all.push({ field, signal, resolve, reject })
    waiting.set(key, group)
  })
}

function sendWaiting() {
  for (const { scope, all } of waiting.values()) {
    const wanted = all.filter(({ signal }) => !signal.aborted)
    for (let at = 0; at < wanted.length; at += TOGETHER) void send(scope, wanted.slice(at, at + TOGETHER))
  }
  waiting.clear()
}

/** Given up when nobody waits for any of them. */
async function send(scope: FacetScope, asked: Waiting[]) {
  const abort = new AbortController()
  let left = asked.length
  for (const { signal, reject } of asked) {
    signal.addEventListener('abort', () => {
      reject(signal.reason)
      left -= 1
      if (left === 0) abort.abort()
    })
  }
  try {
    const fields = asked.map(({ field }) => field)
    const answer = body(await api.POST('/api/v1/facets', { body: { ...scope, fields }, signal: abort.signal }))
    asked.forEach(({ resolve, reject }, index) => {
      const facet = answer.facets[index]
      if (facet) resolve(facet)
      else reject(new ApiError({ status: 0, type: 'cut', detail: 'the answer lacks a facet' }))
    })
  } catch (error) {
    for (const { reject } of asked) reject(error)
  }
}
