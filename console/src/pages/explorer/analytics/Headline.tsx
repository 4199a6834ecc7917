/** The number of everything that is asked about, and how it compares with the period before. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

import { question } from '~/api/queries'
import { NONE } from '~/lib/format'
import { useFormat } from '~/lib/use-format'
import { ChangeText } from '~/ui/ChangeText'
import { N } from '~/ui/Tile'
import classes from './Frame.module.css'
import { toGroups } from './groups'
import { beforeQuestion, totalQuestion } from './questions'
import { useAnalysis, useTitle, useWhere } from './use-analytics'

/** Past this many times as much a percentage says nothing. */
const TIMES_MOST = 10

export function Headline() {
  const { t } = useTranslation('analytics')
  const format = useFormat()
  const asked = useAnalysis()
  const where = useWhere()
  const total = useQuery(question(totalQuestion(asked, where)))
  const earlier = useQuery(question(beforeQuestion(asked, where)))
  const what = useTitle({ ...asked, by: [] })
  const now = total.data && toGroups(total.data)
  const row = now?.rows[0]
  const before = earlier.data && toGroups(earlier.data).rows[0]
  const length = format.chosen((where.range.to - where.range.from) * 1e6, 'ns')
  const isCount = asked.fn === 'count'
  return (
    <p className={classes.headline} aria-busy={total.isPlaceholderData}>
      <span className={classes.what}>{what}</span>
      <span className={`${classes.number} num`} title={row?.value == null ? undefined : format.exact(row.value, now!.unit)}>
        {row ? row.value === null ? <span className="muted">{NONE}</span> : format.quantity(row.value, now!.unit) : '…'}
      </span>
      {row && !isCount && <N value={row.n} />}
      {row && row.value !== null && before && (
        <span className={classes.than} title={t('than', { length })}>
          {isFarFrom(row.value, before.value) ? (
            t('was', { value: format.quantity(before.value, now!.unit) })
          ) : (
            <ChangeText now={measured(row)} before={measured(before)} unit={now!.unit} />
          )}
        </span>
      )}
    </p>
  )

  /** A count stands on itself. */
  function measured({ value, n }: { value: number | null; n: number }) {
    return isCount ? { value } : { value, n }
  }
}

function isFarFrom(now: number | null, before: number | null): boolean {
  return now !== null && before !== null && Math.abs(now) > Math.abs(before) * TIMES_MOST
}
