/** Days of retention by kind: what the server says, what is chosen, what that would delete. Pure. */

/** The application's own days by kind; null where the server's count. */
export type Days = Record<string, number | null>

/** In the order that people think of them; what a newer server adds comes after. */
const ORDER = ['view', 'action', 'error', 'resource', 'long_task', 'vital', 'log', 'replay', 'other', 'telemetry', 'outcome']

export function retentionKinds(days: Days): string[] {
  const rank = (kind: string) => (ORDER.includes(kind) ? ORDER.indexOf(kind) : ORDER.length)
  return Object.keys(days).sort((a, b) => rank(a) - rank(b))
}

export type Shorter = { kind: string; before: number; after: number }

/** Kinds that would be kept shorter than now, and so lose events. */
export function shorter(saved: Days, draft: Days, usual: Record<string, number>): Shorter[] {
  const found = retentionKinds(draft).map((kind) => ({
    kind,
    before: saved[kind] ?? usual[kind] ?? 0,
    after: draft[kind] ?? usual[kind] ?? 0,
  }))
  return found.filter(({ before, after }) => after < before)
}
