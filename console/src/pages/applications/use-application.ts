/** One application out of the list that the whole console shares, and what its reader may do. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

import { api, body, type Schemas } from '~/api/client'
import { applications, me } from '~/api/queries'

export type Application = Schemas['ApplicationInfo']

export function useApplication(id: string) {
  return useQuery({ ...applications(), select: (all) => all.find(({ application_id }) => application_id === id) ?? null })
}

/** Until it is known, nothing is offered that might be refused. */
export function useMay(): { write: boolean; admin: boolean; known: boolean } {
  const { data } = useQuery(me())
  const scope = data?.scope
  return { write: scope === 'write' || scope === 'admin', admin: scope === 'admin', known: scope !== undefined }
}

/** What is left out stays as it is; the description of the API makes every key of the settings look required. */
export type Change = { name?: string; settings?: Partial<Schemas['SettingsChange']> }

/** Changes an application; what the server answers is what the whole console shows from then on. */
export function useChange(id: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async (change: Change) =>
      body(await api.PATCH('/api/v1/applications/{id}', { params: { path: { id } }, body: change as Schemas['ApplicationChange'] })),
    onSuccess: (changed) => {
      queries.setQueryData(applications().queryKey, (all: Application[] | undefined) =>
        all?.map((one) => (one.application_id === id ? changed : one)),
      )
    },
  })
}

/** Reads the list again and waits for it, after something was made or taken away. */
export function useReloadApplications() {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: applications().queryKey })
}
