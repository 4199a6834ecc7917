// Holds what Solera answers against what was sent: each event once, whole, in its session and view.
import assert from 'node:assert/strict'
import { isDeepStrictEqual } from 'node:util'
import { asKept, distinct, idOf, lost, replaySegments, rumEvents } from './sent.mjs'

/** Every RUM event of the requests is in the answers, once, as it was sent. */
export async function compareRum(solera, applicationId, requests) {
  const sent = [...distinct(rumEvents(requests)).values()].map(asKept)
  const kinds = new Set(sent.map((event) => event.type))
  for (const kind of kinds) {
    const expected = sent.filter((event) => event.type === kind)
    const whole = (events) => events.length >= expected.length && versionsReached(expected, events)
    const got = await solera.eventsOnce(applicationId, kind, whole)
    assert.deepEqual(ids(got), ids(expected), `each ${kind} once`)
    const byId = new Map(got.map((event) => [idOf(event), event]))
    const losses = expected.flatMap((event) => lost(event, byId.get(idOf(event)), kind))
    assert.deepEqual(losses, [], `each ${kind} as it was sent`)
  }
  return kinds
}

/** Every replay segment of the requests is in the answers, once; late ones may still come. */
export async function compareReplay(solera, applicationId, requests) {
  const key = ({ view, index_in_view, start }) => `${view.id} ${index_in_view} ${start}`
  const sent = () => [...new Set(replaySegments(requests).map(key))].sort()
  const kept = (events) => events.map(({ view, replay }) => key({ view, ...replay })).sort()
  const same = (events) => isDeepStrictEqual(kept(events), sent())
  const got = await solera.eventsOnce(applicationId, 'replay', same)
  assert.deepEqual(kept(got), sent())
}

/** No browser asked first, and every answer could be read by the page. */
export function compareAnswers(requests) {
  const asked = requests.filter((one) => one.method === 'OPTIONS')
  assert.deepEqual(asked.map((one) => one.path), [], 'no preflight')
  for (const { path, serverStatus, serverHeaders } of requests.filter((one) => one.serverStatus)) {
    assert.equal(serverStatus, 202, path)
    assert.ok(serverHeaders['access-control-allow-origin'], `${path} may be read by the page`)
  }
}

const ids = (events) => events.map(idOf).sort()

function versionsReached(expected, got) {
  const versions = new Map(got.map((event) => [idOf(event), event._dd?.document_version ?? 0]))
  return expected.every((event) => (versions.get(idOf(event)) ?? -1) >= (event._dd?.document_version ?? 0))
}
