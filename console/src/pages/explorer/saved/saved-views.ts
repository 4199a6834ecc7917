/** Saved views of the explorer: asking for them, and changing what there is. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import { api, body, type Schemas } from '~/api/client'

export type SavedView = Schemas['SavedViewInfo']

/** As the server keeps it: a view is of one page. */
const PAGE = 'explorer'

export const savedViews = (applicationId: string) =>
  queryOptions({
    queryKey: ['saved views', applicationId],
    queryFn: async ({ signal }) => {
      const params = { path: { id: applicationId } }
      const all = body(await api.GET('/api/v1/applications/{id}/saved_views', { params, signal })).saved_views
      return all.filter(({ page }) => page === PAGE)
    },
    staleTime: 30_000,
  })

type Change = { id: string; part: Schemas['SavedViewChange'] }

export function useSavedViewChanges(applicationId: string) {
  const queries = useQueryClient()
  const onSuccess = () => queries.invalidateQueries({ queryKey: ['saved views', applicationId] })
  const path = (view_id: string) => ({ params: { path: { id: applicationId, view_id } } })
  const create = useMutation({
    mutationFn: async (view: Omit<Schemas['NewSavedView'], 'page'>) =>
      body(await api.POST('/api/v1/applications/{id}/saved_views', { params: { path: { id: applicationId } }, body: { ...view, page: PAGE } })),
    onSuccess,
  })
  const change = useMutation({
    mutationFn: ({ id, part }: Change) => api.PATCH('/api/v1/applications/{id}/saved_views/{view_id}', { ...path(id), body: part }),
    onSuccess,
  })
  const remove = useMutation({
    mutationFn: (id: string) => api.DELETE('/api/v1/applications/{id}/saved_views/{view_id}', path(id)),
    onSuccess,
  })
  return { create, change, remove }
}
