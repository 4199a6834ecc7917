/** Ends the session here and on the server; nothing that was loaded stays. */
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'

import { api } from '~/api/client'
import { expectEnd } from '~/lib/session-end'
import { keepSignedIn } from '~/lib/signed-in'

export function useSignOut() {
  const queries = useQueryClient()
  const navigate = useNavigate()
  return () => {
    const leave = async () => {
      expectEnd(true)
      // A session that is over already, or a server that is away, must not keep anybody here.
      await api.POST('/api/v1/logout').catch(() => undefined)
      await navigate({ to: '/login' })
      queries.clear()
      keepSignedIn(false)
      expectEnd(false)
    }
    void leave()
  }
}
