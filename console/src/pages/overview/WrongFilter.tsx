/** A search text that the server cannot read: what is wrong with it, where, and the way out. */
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import type { ApiError } from '~/api/client'
import { Empty, useSentence } from '~/ui/Loaded'
import classes from './Overview.module.css'
import { useNarrow, useOverview } from './use-overview'

export function WrongFilter({ error }: { error: ApiError }) {
  const { t } = useTranslation('overview')
  const { asking } = useOverview()
  const { setText } = useNarrow()
  const sentence = useSentence(error)
  const at = [...asking.q].slice(0, error.position ?? 0).join('')
  return (
    <div role="alert">
      <Empty title={t('filter.wrong')} hint={sentence}>
        {error.position !== undefined && (
          <code className={classes.wrong}>
            {at}
            <mark>{asking.q.slice(at.length) || ' '}</mark>
          </code>
        )}
        <Button variant="default" onClick={() => setText('')}>
          {t('filter.clear')}
        </Button>
      </Empty>
    </div>
  )
}
