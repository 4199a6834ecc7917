/** What may be meant at the caret, asked of the server where it takes the data to know. */
import { useQuery } from '@tanstack/react-query'
import { useDebouncedValue } from '@mantine/hooks'
import { useMemo } from 'react'

import type { Schemas } from '~/api/client'
import { facets, fields } from '~/api/queries'
import { withoutField } from '~/lib/search-terms'
import { idTerms } from '~/lib/search-text'
import { useTimeRange } from '~/lib/use-time'
import { useAttributePaths } from '../use-attributes'
import { atCaret, type AtCaret } from './caret'
import { readHistory } from './history'
import { suggestFields, suggestHistory, suggestValues, type Suggestion } from './suggest'
import type { Searched } from './use-search-bar'

const TYPING_MS = 120
const VALUES = 30

export type Suggested = {
  at: AtCaret
  all: Suggestion[]
  /** Of a measure: what its values lie between. */
  facet?: Schemas['FacetInfo']
}

export function useSuggestions(of: Searched, text: string, caret: number, open: boolean, atHand: readonly string[]): Suggested {
  const at = useMemo(() => atCaret(text, caret), [text, caret])
  const { data: known = [] } = useQuery({ ...fields(of.event), enabled: open })
  const attributes = useAttributePaths(of.event, atHand, open)
  const facet = useFacet(of, at, open)
  return useMemo(() => {
    if (at.kind === 'value') return { at, all: suggestValues(facet?.values ?? []), facet }
    const earlier = at.from === 0 ? suggestHistory(readHistory(), text) : []
    const ids = idTerms(at.typed).map((insert): Suggestion => ({ kind: 'id', insert }))
    return { at, all: [...earlier, ...suggestFields(known, attributes, at.typed), ...ids] }
  }, [at, facet, known, attributes, text])
}

/** The values of the field at the caret, under the rest of what is asked. */
function useFacet({ applicationId, event, text }: Searched, at: AtCaret, open: boolean): Schemas['FacetInfo'] | undefined {
  const { from, to } = useTimeRange()
  const field = at.kind === 'value' ? at.field : ''
  const [typed] = useDebouncedValue(at.kind === 'value' ? at.typed : '', TYPING_MS)
  const asked = { field, search: typed === '*' ? '' : typed, limit: VALUES }
  const filter = withoutField(text, field) || undefined
  const { data } = useQuery({
    ...facets({ application_id: applicationId, event, from, to, filter, fields: [asked] }),
    enabled: open && field !== '',
  })
  const found = data?.facets[0]
  return found?.field === field ? found : undefined
}
