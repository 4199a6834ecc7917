/**
 * The phases of a resource, in nanoseconds from its start, without overlap and inside its length.
 * Pure. A phase that the browser did not tell is not there; time that no phase covers is `waiting`
 * before the first one and nothing elsewhere.
 */
import type { EventJson } from '~/api/queries'
import { number } from './event'

export const PHASES = ['waiting', 'redirect', 'worker', 'dns', 'connect', 'ssl', 'first_byte', 'download'] as const
export type PhaseName = (typeof PHASES)[number]
/** Half-open. */
export type Phase = { name: PhaseName; from: number; to: number }

/** In the order in which they happen; empty where only the whole is known. */
export function phases(event: EventJson): Phase[] {
  const length = number(event, 'resource.duration')
  const told = PHASES.flatMap((name) => {
    const start = number(event, `resource.${name}.start`)
    const duration = number(event, `resource.${name}.duration`)
    return start !== undefined && duration !== undefined && duration > 0 ? [{ name, from: start, to: start + duration }] : []
  })
  const first = Math.min(...told.map(({ from }) => from))
  if (told.length === 0) return []
  const all: Phase[] = first > 0 ? [{ name: 'waiting', from: 0, to: first }, ...told] : told
  return withoutOverlap(all, length ?? Infinity)
}

/** TLS is told as a part of connecting, and clocks are coarse: what begins later takes over. */
function withoutOverlap(all: Phase[], length: number): Phase[] {
  const byStart = [...all].sort((a, b) => a.from - b.from || PHASES.indexOf(a.name) - PHASES.indexOf(b.name))
  return byStart
    .map((phase, index) => ({ ...phase, to: Math.min(phase.to, byStart[index + 1]?.from ?? Infinity, length) }))
    .filter(({ from, to }) => to > from)
}
