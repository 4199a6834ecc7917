/** Which facets are open, and which were added, by kind of event; kept in this browser. */
import { useLocalStorage } from '@mantine/hooks'

import type { EventName } from '~/search-params'

type Kept = { open: Record<string, boolean>; added: string[] }
const NOTHING: Kept = { open: {}, added: [] }

export function useFacetChoices(event: EventName) {
  const [all, keep] = useLocalStorage<Partial<Record<EventName, Kept>>>({ key: 'solera-facets', defaultValue: {}, getInitialValueInEffect: false })
  const kept = all[event] ?? NOTHING
  const change = (part: Partial<Kept>) => keep((old) => ({ ...old, [event]: { ...(old[event] ?? NOTHING), ...part } }))
  return {
    isOpen: (field: string, byDefault: boolean) => kept.open[field] ?? byDefault,
    setOpen: (field: string, open: boolean) => change({ open: { ...kept.open, [field]: open } }),
    added: kept.added,
    add: (field: string) => change({ added: [...kept.added.filter((one) => one !== field), field], open: { ...kept.open, [field]: true } }),
    remove: (field: string) => change({ added: kept.added.filter((one) => one !== field) }),
  }
}
