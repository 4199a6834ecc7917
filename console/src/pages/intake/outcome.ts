/**
 * What the server says of where items ended, as the pages count it: taken, lost, or sent twice.
 * Pure.
 */
import type { Schemas } from '~/api/client'
import { KINDS, type Kind } from '~/lib/event'
import { MINUTE_MS, type TimeRange } from '~/lib/time-range'

export type Outcomes = Schemas['IntakeAnswer']
type Info = Schemas['OutcomeInfo']

/** Dropped, but nothing is lost: what was kept says as much. */
const REPEATED = new Set(['duplicate', 'superseded'])

export function isLost({ outcome, reason }: { outcome: string; reason: string }): boolean {
  return outcome === 'dropped' && !REPEATED.has(reason)
}

export function isRepeated({ outcome, reason }: { outcome: string; reason: string }): boolean {
  return outcome === 'dropped' && REPEATED.has(reason)
}

const sum = (all: { count: number }[]) => all.reduce((total, { count }) => total + count, 0)

/** `bytes` are those of accepted and repeated items: which of the two one is, is found out later. */
export type Totals = { accepted: number; lost: number; repeated: number; all: number; bytes: number }

export function totals(outcomes: Info[]): Totals {
  const accepted = sum(outcomes.filter(({ outcome }) => outcome === 'accepted'))
  const lost = sum(outcomes.filter(isLost))
  const repeated = sum(outcomes.filter(isRepeated))
  const bytes = outcomes.filter(({ outcome }) => outcome === 'accepted').reduce((sum, one) => sum + one.bytes, 0)
  return { accepted, lost, repeated, all: accepted + lost + repeated, bytes }
}

export type Reason = { reason: string; count: number; hint: string | undefined; samples: { kind: string; text: string }[] }

/** Why items were dropped, the most frequent first; what is lost before what is not. */
export function reasons(outcomes: Info[]): Reason[] {
  const found = new Map<string, Reason>()
  for (const { outcome, reason, kind, count, hint, sample } of outcomes) {
    if (outcome !== 'dropped') continue
    const one = found.get(reason) ?? { reason, count: 0, hint: hint ?? undefined, samples: [] }
    one.count += count
    if (sample) one.samples.push({ kind, text: sample })
    found.set(reason, one)
  }
  const rank = ({ reason }: Reason) => (REPEATED.has(reason) ? 1 : 0)
  return [...found.values()].sort((a, b) => rank(a) - rank(b) || b.count - a.count)
}

export type KindCount = {
  kind: string
  accepted: number
  lost: number
  bytes: number
  /** Bytes of one, sent again or not; null when there was none. */
  average: number | null
}

/** By kind, the most frequent first; dropped items of no known kind are not among them. */
export function kinds(outcomes: Info[]): KindCount[] {
  const found = new Map<string, KindCount & { sent: number }>()
  for (const info of outcomes) {
    if (info.kind === '') continue
    const one = found.get(info.kind) ?? { kind: info.kind, accepted: 0, lost: 0, bytes: 0, average: null, sent: 0 }
    if (isLost(info)) one.lost += info.count
    else one.sent += info.count
    if (info.outcome === 'accepted') {
      one.accepted += info.count
      one.bytes += info.bytes
    }
    found.set(info.kind, one)
  }
  return [...found.values()]
    .map(({ sent, ...one }) => ({ ...one, average: sent > 0 && one.bytes > 0 ? one.bytes / sent : null }))
    .filter(({ accepted, lost }) => accepted + lost > 0)
    .sort((a, b) => b.accepted - a.accepted || b.lost - a.lost)
}

/** Whether events of that kind can be looked at; others are only counted. */
export function isKind(kind: string): kind is Kind {
  return (KINDS as readonly string[]).includes(kind)
}

/** Minutes of a range that are over; a range may reach past now. */
export function minutesOf({ from, to }: TimeRange, now: number): number {
  return Math.max(1, (Math.min(to, now) - from) / MINUTE_MS)
}

/** Events a minute to the digits that mean something; under a tenth only that. */
export function rateText(perMinute: number, count: (value: number) => string): string {
  if (perMinute > 0 && perMinute < 0.1) return '<0.1'
  return count(perMinute < 10 ? Math.round(perMinute * 10) / 10 : Math.round(perMinute))
}
