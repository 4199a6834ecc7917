/**
 * What made a vital what it is: the element, the resource, and where the time went. Only the full SDK has it.
 */
import type { Fields } from '../hub.js'
import { firstByte } from './navigation.js'
import { ns } from './values.js'
import type { Attribution, Interaction, LayoutShift } from './vitals.js'

/** Entries whose paint is so close came to the screen in one frame: browsers round durations to 8 ms. */
const SAME_FRAME = 8
/** Frames of interactions that are remembered. */
const FRAMES_MAX = 20

interface Frame {
  ids: (number | undefined)[]
  paint: number
  start: number
  processingStart: number
  processingEnd: number
  target?: string
}

const rect = ({ x, y, width, height }: DOMRectReadOnly): Fields => ({ x, y, width, height })

/** How much of the page an element that moved takes, before and after. */
const area = ({ previousRect: a, currentRect: b }: NonNullable<LayoutShift['sources']>[number]): number => a.width * a.height + b.width * b.height

/** `selectorOf` makes the selector by which an element is told. */
export function makeAttribution(selectorOf: (element: Element) => string | undefined): Attribution {
  let frames: Frame[] = []
  const tell = (node: Node | null | undefined): string | undefined => (node instanceof Element ? selectorOf(node) : undefined)

  return {
    lcp({ element, url, startTime }, value) {
      const byte = firstByte()
      const fields: Fields = { target_selector: tell(element), resource_url: url || undefined }
      if (byte === undefined) return fields
      const resource = url
        ? (performance.getEntriesByName(url, 'resource') as PerformanceResourceTiming[]).filter((entry) => (entry.requestStart || entry.startTime) <= startTime).pop()
        : undefined
      const request = resource ? Math.min(value, Math.max(byte, resource.requestStart || resource.startTime)) : byte
      const response = Math.min(value, Math.max(request, resource?.responseEnd || 0))
      return { ...fields, sub_parts: { load_delay: ns(request - byte), load_time: ns(response - request), render_delay: ns(value - response) } }
    },

    cls({ sources = [] }) {
      const source = sources.filter(({ node }) => node instanceof Element).sort((a, b) => area(b) - area(a))[0]
      return source ? { target_selector: tell(source.node), previous_rect: rect(source.previousRect), current_rect: rect(source.currentRect) } : {}
    },

    seen(entry) {
      const paint = entry.startTime + entry.duration
      let frame = frames.find(({ ids, paint: other }) => ids.includes(entry.interactionId) || Math.abs(other - paint) <= SAME_FRAME)
      if (!frame) {
        frame = { ids: [], paint, start: entry.startTime, processingStart: entry.processingStart, processingEnd: entry.processingEnd }
        frames = [...frames, frame].slice(-FRAMES_MAX)
      }
      frame.ids.push(entry.interactionId)
      frame.start = Math.min(frame.start, entry.startTime)
      frame.processingStart = Math.min(frame.processingStart, entry.processingStart)
      frame.processingEnd = Math.max(frame.processingEnd, entry.processingEnd)
      frame.target ||= tell(entry.target)
    },

    inp(entry: Interaction) {
      const frame = frames.find(({ ids }) => ids.includes(entry.interactionId))
      if (!frame) return {}
      const { start, processingStart, target } = frame
      const paint = Math.max(start + entry.duration, processingStart)
      const processingEnd = Math.min(frame.processingEnd, paint)
      return {
        target_selector: target,
        sub_parts: {
          input_delay: ns(processingStart - start),
          processing_duration: ns(processingEnd - processingStart),
          presentation_delay: ns(paint - processingEnd),
        },
      }
    },
  }
}
