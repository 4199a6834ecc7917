/** The moments of a view that are worth a mark: its vitals with their ratings, and steps of loading. Pure. */
import type { EventJson } from '~/api/queries'
import { isObject, number, read, text } from '~/lib/event'
import { rate, VITALS, type Rating, type Vital } from '~/lib/vitals'
import type { Window } from './window'

const NS_PER_MS = 1e6

export type Measured = { vital: Vital; value: number | undefined; rating: Rating | undefined; atNs: number | undefined; target: string | undefined }

/** Where the newer form of the event keeps the value, and when what it measures happened. */
const ALSO: Record<Vital['name'], { value: string; at: string; target: string | undefined }> = {
  lcp: { value: 'view.performance.lcp.timestamp', at: 'view.largest_contentful_paint', target: 'view.largest_contentful_paint_target_selector' },
  inp: { value: 'view.performance.inp.duration', at: 'view.interaction_to_next_paint_time', target: 'view.interaction_to_next_paint_target_selector' },
  cls: { value: 'view.performance.cls.score', at: 'view.cumulative_layout_shift_time', target: 'view.cumulative_layout_shift_target_selector' },
  fcp: { value: 'view.performance.fcp.timestamp', at: 'view.first_contentful_paint', target: undefined },
  ttfb: { value: 'view.first_byte', at: 'view.first_byte', target: undefined },
}

export function measured(view: EventJson): Measured[] {
  return VITALS.map((vital) => {
    const { value: also, at, target } = ALSO[vital.name]
    const value = number(view, vital.field) ?? number(view, also)
    const isPaint = vital.name === 'lcp' || vital.name === 'fcp' || vital.name === 'ttfb'
    return {
      vital,
      value,
      rating: value === undefined ? undefined : rate(vital, value),
      atNs: isPaint ? value : (number(view, at) ?? number(view, `view.performance.${vital.name}.timestamp`)),
      target: target && text(view, target),
    }
  })
}

export const STEPS = ['dom_interactive', 'dom_content_loaded', 'dom_complete', 'load_event', 'loading_time'] as const
export type Step = { name: (typeof STEPS)[number] | undefined; custom: string | undefined; atNs: number }

/** Steps of loading, and the app's own timings, in order. */
export function steps(view: EventJson): Step[] {
  const known = STEPS.flatMap((name): Step[] => {
    const atNs = number(view, `view.${name}`)
    return atNs === undefined ? [] : [{ name, custom: undefined, atNs }]
  })
  const timings = read(view, 'view.custom_timings')
  const own = isObject(timings) ? Object.entries(timings) : []
  const custom = own.flatMap(([custom, atNs]): Step[] => (typeof atNs === 'number' ? [{ name: undefined, custom, atNs }] : []))
  return [...known, ...custom].sort((a, b) => a.atNs - b.atNs)
}

/** The view's loading, where it is a small part of the whole: what people open a view for. */
export function loading(view: EventJson, at: number, length: number): Window | undefined {
  const moments = [...steps(view).filter(({ name }) => name !== undefined), ...measured(view).filter(({ vital }) => vital.name === 'lcp' || vital.name === 'fcp')]
  const last = moments.reduce((most, { atNs }) => Math.max(most, atNs ?? 0), 0) / NS_PER_MS
  const to = at + last * 1.15
  return last > 0 && to < length * 0.6 ? { from: 0, to } : undefined
}
