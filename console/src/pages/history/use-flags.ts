/** The moments of a view as flags for its axis, named in the reader's language. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

import type { ViewSpan } from './history'
import type { Flag } from './Ruler'
import { measured, steps } from './view-times'

const NS_PER_MS = 1e6

export function useFlags({ item, at }: ViewSpan): Flag[] {
  const { t } = useTranslation('history')
  return useMemo(() => {
    if (!item) return []
    const vitals = measured(item.event).flatMap(({ vital, rating, atNs }): Flag[] =>
      atNs === undefined || rating === undefined ? [] : [{ at: at + atNs / NS_PER_MS, label: vital.name.toUpperCase(), tone: rating }],
    )
    const rest = steps(item.event).map(({ name, custom, atNs }): Flag => ({ at: at + atNs / NS_PER_MS, label: name ? t(`step.${name}`) : (custom ?? ''), tone: 'muted' }))
    // Where they lie on each other, the vitals keep their names.
    return [...vitals.sort((a, b) => a.at - b.at), ...rest]
  }, [item, at, t])
}
