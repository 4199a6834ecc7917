/** A vital's value in a row: its verdict as a colour and a shape, its word and n on hover. */
import { Link, type LinkProps } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

import { FEW } from '~/lib/change'
import { useFormat } from '~/lib/use-format'
import { rate, type Vital } from '~/lib/vitals'
import classes from './Rated.module.css'

type Props = { vital: Vital; value: number | null; n: number; link?: LinkProps }

export function Rated({ vital, value, n, link }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  if (value === null) return <span className="muted">—</span>
  const rating = rate(vital, value)
  const said = (
    <>
      <span className={classes.mark} aria-hidden />
      {format.quantity(value, vital.unit)}
      <span className="visually-hidden">, {t(rating)}</span>
    </>
  )
  const props = {
    className: `${classes.rated} ${rating} num`,
    'data-rating': rating,
    'data-few': n < FEW || undefined,
    title: `${t(rating)} · ${t('n', { count: format.count(n) as unknown as number })}`,
  }
  return link ? <Link {...link} {...props}>{said}</Link> : <span {...props}>{said}</span>
}
