/** What is being read when it takes a while, with a way to stop; and that it was stopped. */
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

import { useFormat } from '~/lib/use-format'
import { CANCEL_MS, SAY_MS, useWaited } from '~/ui/Loaded'
import classes from './Explorer.module.css'
import type { Asked } from './questions'
import type { useList } from './use-list'

type Props = { asked: Asked; query: ReturnType<typeof useList>['query'] }

export function Reading({ asked, query }: Props) {
  const { t } = useTranslation('explorer')
  const isMissing = query.isPending || query.isPlaceholderData
  if (!isMissing || query.isError) return null
  if (query.fetchStatus === 'fetching') return <Note key={JSON.stringify(asked)} asked={asked} />
  return (
    <p className={classes.reading} role="status">
      {t('table.stopped')}
      <Button size="compact-xs" variant="default" onClick={() => void query.refetch()}>
        {t('retry', { ns: 'common' })}
      </Button>
    </p>
  )
}

function Note({ asked: { event, range } }: { asked: Asked }) {
  const { t } = useTranslation()
  const format = useFormat()
  const queries = useQueryClient()
  const waited = useWaited()
  if (waited < SAY_MS) return null
  return (
    <p className={classes.reading} role="status">
      {t('scanning', { what: t(`event.${event}`).toLocaleLowerCase(), range: format.span(range.from, range.to) })}
      {waited >= CANCEL_MS && (
        <Button size="compact-xs" variant="default" onClick={() => void queries.cancelQueries({ queryKey: ['events'] })}>
          {t('cancel')}
        </Button>
      )}
    </p>
  )
}
