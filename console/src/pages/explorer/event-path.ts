/** Values of an event by their paths, as questions spell them. Pure. */
import type { EventJson, Json } from '~/api/queries'

/** A path cut into keys; a dot within a key stands behind a backslash. */
export function keysOf(path: string): string[] {
  return (path.match(/(\\.|[^.\\])+/g) ?? []).map((key) => key.replace(/\\(.)/g, '$1'))
}

export function pathOf(keys: readonly string[]): string {
  return keys.map((key) => key.replace(/[.\\]/g, '\\$&')).join('.')
}

export function valueAt(event: EventJson, keys: readonly string[]): Json | undefined {
  let value: Json | undefined = event
  for (const key of keys) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
    value = value[key]
  }
  return value
}

export type Leaf = { path: string; value: Exclude<Json, { [key: string]: Json }> }

/** Every value that is no object, by its path, in the event's own order. Empty lists are left out. */
export function leavesOf(event: EventJson): Leaf[] {
  const found: Leaf[] = []
  const walk = (value: Json, keys: string[]) => {
    if (Array.isArray(value)) {
      if (value.length > 0) found.push({ path: pathOf(keys), value })
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) walk(inner, [...keys, key])
    } else found.push({ path: pathOf(keys), value })
  }
  walk(event, [])
  return found
}
