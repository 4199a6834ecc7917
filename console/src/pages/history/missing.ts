/** Kinds of events that the views say happened and of which none is there: kept shorter than views, or lost. Pure. */
import { number, type Kind } from '~/lib/event'
import type { History } from './history'

const COUNTED = ['action', 'error', 'resource', 'long_task'] as const
export type Missing = { kind: (typeof COUNTED)[number] & Kind; count: number }

export function missing({ views, counts }: Pick<History, 'views' | 'counts'>): Missing[] {
  return COUNTED.filter((kind) => counts[kind] === 0).flatMap((kind) => {
    const count = views.reduce((sum, { item }) => sum + ((item && number(item.event, `view.${kind}.count`)) ?? 0), 0)
    return count > 0 ? [{ kind, count }] : []
  })
}
