/**
 * The vitals and their published thresholds (https://web.dev/articles/vitals): good up to the
 * first, poor above the second, judged at the 75th percentile of views.
 */
export type Rating = 'good' | 'needs_improvement' | 'poor'

export type Vital = {
  name: 'lcp' | 'inp' | 'cls' | 'fcp' | 'ttfb'
  /** The field of kind `view` that holds it. */
  field: string
  /** As the API names units; a score has none. */
  unit: 'ns' | ''
  good: number
  poor: number
}

const MS = 1e6

export const VITALS: readonly Vital[] = [
  { name: 'lcp', field: 'view.largest_contentful_paint', unit: 'ns', good: 2500 * MS, poor: 4000 * MS },
  { name: 'inp', field: 'view.interaction_to_next_paint', unit: 'ns', good: 200 * MS, poor: 500 * MS },
  { name: 'cls', field: 'view.cumulative_layout_shift', unit: '', good: 0.1, poor: 0.25 },
  { name: 'fcp', field: 'view.first_contentful_paint', unit: 'ns', good: 1800 * MS, poor: 3000 * MS },
  { name: 'ttfb', field: 'view.first_byte', unit: 'ns', good: 800 * MS, poor: 1800 * MS },
]

export function rate(vital: Vital, value: number): Rating {
  if (value <= vital.good) return 'good'
  return value <= vital.poor ? 'needs_improvement' : 'poor'
}
