/** Says that the server cannot be reached, and goes away by itself once it can. */
import { IconPlugConnectedX } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'

import { useReachable } from '~/lib/connection'
import classes from './ConnectionBanner.module.css'

export function ConnectionBanner() {
  const { t } = useTranslation('shell')
  const reachable = useReachable()
  const queries = useQueryClient()
  const was = useRef(reachable)
  useEffect(() => {
    // What failed meanwhile is asked again; what is there stays.
    if (reachable && !was.current) void queries.refetchQueries({ type: 'active', predicate: ({ state }) => state.status === 'error' || state.fetchFailureCount > 0 })
    was.current = reachable
  }, [reachable, queries])
  return (
    <div role="status">
      {!reachable && (
        <p className={classes.banner}>
          <IconPlugConnectedX size={16} stroke={1.6} aria-hidden />
          {t('unreachable')}
        </p>
      )}
    </div>
  )
}
