/** The sums: taken and how much that is, lost, sent twice; and how soon it can be seen. */
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

import { health } from '~/api/queries'
import type { TimeRange } from '~/lib/time-range'
import { useFormat } from '~/lib/use-format'
import { Tile } from '~/ui/Tile'
import classes from './Intake.module.css'
import { minutesOf, rateText, type Totals } from './outcome'

type Props = { totals: Totals; range: TimeRange; stale: boolean }

export function IntakeTiles({ totals, range, stale }: Props) {
  const { t } = useTranslation('intake')
  const format = useFormat()
  const minutes = minutesOf(range, Date.now())
  // What came has a size: none was counted when there is 0 of it.
  const size = totals.bytes === 0 && totals.all > 0 ? null : totals.bytes
  return (
    <div className={classes.tiles}>
      <Tile label={t('accepted')} value={totals.accepted} stale={stale}>
        <span className={classes.under}>{t('perMinute', { n: rateText(totals.accepted / minutes, format.count) })}</span>
      </Tile>
      <Tile label={t('size')} title={t('sizeHint')} value={size} unit="bytes" stale={stale}>
        <span className={classes.under}>{t('perMinute', { n: format.bytes(size === null ? null : size / minutes) })}</span>
      </Tile>
      <Tile label={t('lost')} value={totals.lost} stale={stale}>
        <span className={classes.under}>{t('ofAll', { share: format.share(totals.all > 0 ? totals.lost / totals.all : null) })}</span>
      </Tile>
      <Tile label={t('repeated')} title={t('repeatedHint')} value={totals.repeated} stale={stale}>
        <span className={classes.under}>{t('reasons.notLost')}</span>
      </Tile>
      <Freshness />
    </div>
  )
}

/** As the server measured it: of now, whatever the time that is looked at. */
function Freshness() {
  const { t } = useTranslation('intake')
  const format = useFormat()
  const { applicationId } = useParams({ from: '/known/a/$applicationId/intake' })
  const { data } = useQuery({ ...health(applicationId), refetchInterval: 15_000 })
  const visible = data?.visible
  return (
    <Tile label={t('fresh')} title={t('freshHint')} value={visible?.p95_ms} unit="ms" n={visible?.count}>
      <span className={classes.under}>{visible ? t('freshHalf', { p50: format.quantity(visible.p50_ms, 'ms') }) : data && t('freshNone')}</span>
    </Tile>
  )
}
