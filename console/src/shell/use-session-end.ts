/** When a session ends under an open page: to the login, and from there back to this very URL. */
import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'

import { onSessionEnd } from '~/lib/session-end'

export function useSessionEnd() {
  const router = useRouter()
  const queries = useQueryClient()
  useEffect(() => {
    let isLeaving = false
    return onSessionEnd(() => {
      if (isLeaving) return // one answer of many that say the same
      isLeaving = true
      void queries.cancelQueries()
      const back = router.state.location.href
      void router.navigate({ to: '/login', search: { back, ended: true } })
    })
  }, [router, queries])
}
