/** A facet that is not there yet, or did not come. */
import { Button, Skeleton } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

import { ApiError } from '~/api/client'
import { useSentence } from '~/ui/Loaded'
import classes from './Facets.module.css'

export function FacetState({ query, rows }: { query: UseQueryResult<unknown>; rows: number }) {
  const { t } = useTranslation()
  const sentence = useSentence(query.error)
  if (!query.isError) {
    return (
      <div role="status" aria-label={t('loading')} className={classes.waiting}>
        {Array.from({ length: rows }, (_, row) => (
          <Skeleton key={row} height={10} width={`${90 - row * 12}%`} />
        ))}
      </div>
    )
  }
  // A mistake in the search text is told once, under the search bar.
  if (query.error instanceof ApiError && query.error.pointer === '/filter') return null
  return (
    <p className={classes.none} role="alert">
      {sentence}{' '}
      <Button variant="subtle" size="compact-xs" onClick={() => void query.refetch()}>
        {t('retry')}
      </Button>
    </p>
  )
}
