/** While an earlier answer still stands there: what is being read, after a while a way to stop it, and to go on. */
import { Button } from '@mantine/core'
import { useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

import { CANCEL_MS, SAY_MS, useWaited } from '~/ui/Loaded'
import classes from './Frame.module.css'
import { useReading } from './use-answer'

export type Asked = Pick<UseQueryResult, 'isPlaceholderData' | 'isFetching' | 'isError' | 'refetch'>

export function Busy({ query, queryKey }: { query: Asked; queryKey: readonly unknown[] }) {
  const { t } = useTranslation()
  const { t: own } = useTranslation('analytics')
  const client = useQueryClient()
  const reading = useReading()
  const waited = useWaited()
  if (!query.isFetching) {
    return (
      <p className={classes.said} role="status">
        {own('said.stopped')}
        <Button size="compact-xs" variant="default" onClick={() => void query.refetch()}>{t('retry')}</Button>
      </p>
    )
  }
  return (
    <p className={classes.said} role="status">
      {waited >= SAY_MS ? reading : '\u00a0'}
      {waited >= CANCEL_MS && <Button size="compact-xs" variant="default" onClick={() => void client.cancelQueries({ queryKey })}>{t('cancel')}</Button>}
    </p>
  )
}
