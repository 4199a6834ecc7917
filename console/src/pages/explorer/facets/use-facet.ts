/** A facet's values with their counts under the rest of the question, and a measure's distribution. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'

import { histogram } from '~/api/queries'
import { withoutField } from '~/lib/search-terms'
import type { Asked } from '../questions'
import { askFacet } from './ask-facet'

export function useFacet({ applicationId, event, text, range }: Asked, field: string, search: string, limit: number) {
  const scope = { application_id: applicationId, event, from: range.from, to: range.to, filter: text || undefined }
  const asked = { field, limit, search: search || undefined }
  return useQuery({
    queryKey: ['facet', scope, asked],
    queryFn: ({ signal }) => askFacet(scope, asked, signal),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  })
}

const BUCKETS = 28

export function useHistogram({ applicationId, event, text, range }: Asked, field: string) {
  const filter = withoutField(text, field) || undefined
  return useQuery(histogram({ application_id: applicationId, event, from: range.from, to: range.to, filter, field, buckets: BUCKETS }))
}
