/** Asks again for everything on screen: up to now where the time ends now. */
import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'

import { tick } from '~/lib/clock'

export function useReload() {
  const queries = useQueryClient()
  return useCallback(() => {
    tick()
    // Once the pages ask about the new minute; what is on its way already need not be asked twice.
    setTimeout(() => void queries.invalidateQueries({ refetchType: 'active' }, { cancelRefetch: false }))
  }, [queries])
}
