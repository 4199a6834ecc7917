/** The sums: taken, lost, sent twice. */
import { useTranslation } from 'react-i18next'

import type { TimeRange } from '~/lib/time-range'
import { useFormat } from '~/lib/use-format'
import { Tile } from '~/ui/Tile'
import classes from './Intake.module.css'
import { minutesOf, rateText, type Totals } from './outcome'

type Props = { totals: Totals; range: TimeRange; stale: boolean }

export function IntakeTiles({ totals, range, stale }: Props) {
  const { t } = useTranslation('intake')
  const format = useFormat()
  const perMinute = totals.accepted / minutesOf(range, Date.now())
  const share = (count: number) => t('ofAll', { share: format.share(totals.all > 0 ? count / totals.all : null) })
  return (
    <div className={classes.tiles}>
      <Tile label={t('accepted')} value={totals.accepted} stale={stale}>
        <span className={classes.under}>{t('perMinute', { n: rateText(perMinute, format.count) })}</span>
      </Tile>
      <Tile label={t('lost')} value={totals.lost} stale={stale}>
        <span className={classes.under}>{share(totals.lost)}</span>
      </Tile>
      <Tile label={t('repeated')} title={t('repeatedHint')} value={totals.repeated} stale={stale}>
        <span className={classes.under}>{t('reasons.notLost')}</span>
      </Tile>
    </div>
  )
}
