/** "8.2 % slower": a change in a word with its arrow; grey and without a number when it is no more than chance. */
import { useTranslation } from 'react-i18next'

import { change, type Measured } from '~/lib/change'
import { useFormat } from '~/lib/use-format'
import classes from './Tile.module.css'

type Props = {
  now: Measured
  before: Measured
  /** As the API names units. */
  unit: string
  /** Which way is good news; without it a change has no colour. */
  better?: 'less' | 'more'
}

/** From so much more on, it is said how many times as much. */
const MANY = 9

export function ChangeText({ now, before, unit, better }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const found = change(now, before, unit)
  if (!found) return <span className={classes.change}>{t('change.none')}</span>
  const was = t('change.was', { value: format.quantity(before.value, unit) })
  if (found.direction === 'same') return <span className={classes.change} title={was}>{t('change.same')}</span>
  if (found.quiet) return <span className={classes.change} title={`${was} · ${t('change.quiet')}`}>{t('change.same')}</span>
  // Hundreds of percent are hard to picture, and mostly say that there was hardly anything before.
  if (unit !== 'share' && found.amount >= MANY) {
    const times = format.count(Math.round(found.amount + 1))
    return <span className={`${classes.change} ${classes.told}`} title={was}>{t('change.times', { times })}</span>
  }
  const isTime = unit === 'ns' || unit === 'ms'
  const amount = unit === 'share' ? t('change.points', { value: format.points(found.amount) }) : format.share(Math.abs(found.amount))
  const good = better && (better === 'more') === (found.direction === 'up')
  const tone = !better ? classes.told : good ? 'good' : 'poor'
  return (
    <span className={`${classes.change} ${tone}`} title={was}>
      <span aria-hidden>{found.direction === 'up' ? '▲' : '▼'} </span>
      {t(`change.${isTime ? 'time' : 'size'}.${found.direction}`, { amount })}
    </span>
  )
}
