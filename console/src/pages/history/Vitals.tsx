/** The vitals of one view with their ratings; what was not measured says so. */
import { useTranslation } from 'react-i18next'

import type { EventJson } from '~/api/queries'
import { NONE } from '~/lib/format'
import { useFormat } from '~/lib/use-format'
import { measured, steps } from './view-times'
import classes from './Vitals.module.css'

export function Vitals({ view }: { view: EventJson }) {
  const { t } = useTranslation(['history', 'common'])
  const format = useFormat()
  const loadingTime = steps(view).find(({ name }) => name === 'loading_time')
  return (
    <dl className={classes.vitals} aria-label={t('vitals')}>
      {measured(view).map(({ vital, value, rating, target }) => (
        <div key={vital.name} title={t(`vital.${vital.name}`)}>
          <dt>{vital.name.toUpperCase()}</dt>
          <dd className={`${classes.rating} ${rating ?? 'muted'}`}>{rating ? t(`common:${rating}`) : t('notMeasured')}</dd>
          <dd className={classes.value}>{value === undefined ? <span className="muted">{NONE}</span> : format.quantity(value, vital.unit)}</dd>
          {target && (
            <dd className={classes.target} title={target}>
              {target}
            </dd>
          )}
        </div>
      ))}
      {loadingTime && (
        <div>
          <dt>{t('step.loading_time')}</dt>
          <dd className={classes.value}>{format.duration(loadingTime.atNs)}</dd>
        </div>
      )}
    </dl>
  )
}
