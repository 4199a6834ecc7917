/** A line along the top while anything is fetched: that something goes on, not how far it is. */
import { useIsFetching } from '@tanstack/react-query'
import { useRouterState } from '@tanstack/react-router'

import classes from './Progress.module.css'

export function Progress() {
  // What asks again and again by itself (`meta: { quiet: true }`) would never let the line rest.
  const fetching = useIsFetching({ predicate: (query) => !query.meta?.quiet })
  const isLoading = useRouterState({ select: ({ isLoading }) => isLoading })
  return <div className={classes.line} data-busy={fetching > 0 || isLoading || undefined} aria-hidden />
}
