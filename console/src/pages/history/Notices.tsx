/** What is not shown and why: an answer that was cut, kinds that are kept shorter than views. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

import { useFormat } from '~/lib/use-format'
import { missing } from './missing'
import classes from './Page.module.css'
import type { Loaded } from './use-history'
import { useRetention } from './use-retention'

export function Notices({ loaded: { history, truncated, isRunning } }: { loaded: Loaded }) {
  const { t } = useTranslation(['history', 'common'])
  const format = useFormat()
  const retention = useRetention()
  // Of one that goes on the rest is still on its way.
  const gone = useMemo(() => (isRunning || truncated ? [] : missing(history)), [history, isRunning, truncated])
  const said = gone.map(({ kind, count }) => {
    const days = retention(kind)
    const what = t(`counted.${kind}`, { count, n: format.count(count) })
    return days === undefined ? what : t('keptDays', { what, count: days })
  })
  return (
    <>
      {truncated && <p className={classes.notice}>{t('truncated', { n: format.count(history.items.length) })}</p>}
      {said.length > 0 && <p className={classes.notice}>{t('gone', { what: said.join(t('and')) })}</p>}
    </>
  )
}
