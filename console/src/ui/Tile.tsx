/**
 * One number: what it is, its unit, how many events it stands on, how it differs from the period
 * before, and its course. With `link` the whole tile leads to the question that made it.
 */
import { Link, type LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'

import { FEW, type Measured } from '~/lib/change'
import { useFormat } from '~/lib/use-format'
import type { Rating } from '~/lib/vitals'
import { useTranslation } from 'react-i18next'
import { ChangeText } from './ChangeText'
import { Sparkline } from './Sparkline'
import classes from './Tile.module.css'

type Props = {
  label: string
  /** What the label means, on hover. */
  title?: string
  value: number | null | undefined
  /** As the API names units: `ns`, `bytes`, `share`, … or '' for a count. */
  unit?: string
  /** How many events it stands on; leave it out for what is itself a count. */
  n?: number | null
  /** The same number of the period before, and what it stood on; its line is kept free while it loads. */
  before?: Measured | 'loading'
  /** How far chance alone moves the number, where that is known. */
  deviation?: number
  /** Which way is good news: it colours the change. */
  better?: 'less' | 'more'
  /** The number's own verdict: a word and a colour. */
  rating?: Rating
  /** Its course over the time, oldest first; null where there is no value. Empty keeps its room. */
  trend?: readonly (number | null | undefined)[]
  link?: LinkProps
  /** Whether it is of an earlier question. */
  stale?: boolean
  /** Below: a bar of shares, a note. */
  children?: ReactNode
}

export function Tile({ label, title, value, unit = '', n, before, deviation, better, rating, trend, link, stale, children }: Props) {
  const format = useFormat()
  const { t } = useTranslation()
  const exact = typeof value === 'number' ? format.exact(value, unit) : undefined
  return (
    <div className={classes.tile} data-stale={stale || undefined} aria-busy={stale} role="group" aria-label={label}>
      <div className={classes.head}>
        <span className={classes.label} title={title ?? label}>
          {link ? <Link {...link} className={classes.link}>{label}</Link> : label}
        </span>
        {n != null && <N value={n} />}
      </div>
      <div className={classes.body}>
        <span className={`${classes.number} num`} title={exact}>
          <Quantity text={format.quantity(value, unit)} />
        </span>
        {rating && <span className={`${classes.rating} ${rating}`}>{t(rating)}</span>}
      </div>
      {before === 'loading' && <span className={classes.change}>{' '}</span>}
      {before && before !== 'loading' && value != null && (
        <ChangeText now={{ value, n, deviation }} before={before} unit={unit} better={better} />
      )}
      {trend && <div className={classes.trend}><Sparkline values={trend} /></div>}
      {children}
    </div>
  )
}

/** `n 12,403`, greyed where it is too few to tell much. */
export function N({ value }: { value: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const few = value < FEW
  return (
    <span className={`${classes.n} num`} data-few={few || undefined} title={few ? t('few') : undefined}>
      {t('n', { count: format.count(value) as unknown as number })}
    </span>
  )
}

/** The digits large, the unit small: `1.24 s`, `2 min 5 s`. */
function Quantity({ text }: { text: string }) {
  const parts = text.split(/(\s[^\d\s]+)/).filter((part) => part !== '')
  return parts.map((part, index) => (part.startsWith(' ') ? <small key={index}>{part}</small> : <span key={index}>{part}</span>))
}
