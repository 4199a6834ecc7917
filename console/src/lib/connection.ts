/**
 * Whether the server can be reached. Told when a request got no answer at all; then it asks the
 * server for its health until it answers. Knows nothing of screens.
 */
import { useSyncExternalStore } from 'react'

const FIRST_WAIT_MS = 1000
const WAIT_MAX_MS = 15_000

let reachable = true
let asking = false
const listeners = new Set<() => void>()

function set(next: boolean) {
  if (reachable === next) return
  reachable = next
  for (const listener of listeners) listener()
}

/** A request got no answer. One of them may be chance: it counts when the server does not answer either. */
export function noAnswer() {
  if (asking) return
  asking = true
  void askUntilAnswer()
}

async function askUntilAnswer() {
  for (let wait = FIRST_WAIT_MS; !(await isHealthy()); wait = Math.min(wait * 1.5, WAIT_MAX_MS)) {
    set(false)
    await new Promise((resolve) => setTimeout(resolve, wait))
  }
  asking = false
  set(true)
}

/** Any answer of the server will do; a proxy's "bad gateway" is none. */
async function isHealthy(): Promise<boolean> {
  try {
    return (await fetch('/healthz', { cache: 'no-store' })).ok
  } catch {
    return false
  }
}

if (typeof window !== 'undefined') window.addEventListener('offline', noAnswer)

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export function useReachable(): boolean {
  return useSyncExternalStore(subscribe, () => reachable)
}
