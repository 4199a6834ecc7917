/**
 * How a vital is spread: good, needs improvement and poor as one bar, each with its word and its
 * percent. Takes counts or shares; only their ratio matters.
 */
import { Link, type LinkProps } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

import { useFormat } from '~/lib/use-format'
import type { Rating } from '~/lib/vitals'
import classes from './RatingBar.module.css'

const RATINGS = ['good', 'needs_improvement', 'poor'] as const satisfies readonly Rating[]

type Props = {
  /** What is rated: "Largest contentful paint". */
  label: string
  parts: Record<Rating, number | null | undefined>
  /** The bar alone, its words on hover and for readers of screens: for a row of a table. */
  compact?: boolean
  /** Where each part leads. */
  links?: Partial<Record<Rating, LinkProps>>
}

export function RatingBar({ label, parts, compact = false, links = {} }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const sum = RATINGS.reduce((total, rating) => total + (parts[rating] ?? 0), 0)
  if (sum === 0) return null
  const of = (rating: Rating) => (parts[rating] ?? 0) / sum
  const said = RATINGS.map((rating) => `${t(rating)} ${format.share(of(rating))}`).join(', ')
  return (
    <div className={classes.rating} data-compact={compact || undefined}>
      <div className={classes.bar} role="img" aria-label={`${label}: ${said}`} title={said}>
        {RATINGS.filter((rating) => of(rating) > 0).map((rating) => (
          <span key={rating} className={classes[rating]} style={{ flexGrow: of(rating) }} />
        ))}
      </div>
      {!compact && (
        <ul className={classes.words}>
          {RATINGS.map((rating) => (
            <li key={rating}>
              <span className={`${classes.mark} ${classes[rating]}`} aria-hidden />
              {links[rating] ? <Link {...links[rating]}>{t(rating)}</Link> : t(rating)}{' '}
              <span className="num">{format.share(of(rating))}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
