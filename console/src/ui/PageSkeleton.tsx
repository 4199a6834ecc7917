/** A page before its code is there, in the shape of what comes: nothing jumps when it does. */
import { Skeleton } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import classes from './PageSkeleton.module.css'

/** `tiles` and charts; a `list` under a field; a `form`. */
export type PageShape = 'tiles' | 'list' | 'form'

export function PageSkeleton({ shape }: { shape: PageShape }) {
  const { t } = useTranslation()
  return (
    <div className={classes.page} role="status" aria-label={t('loading')}>
      <Skeleton height={28} width={180} />
      {shape === 'tiles' && (
        <>
          <div className={classes.tiles}>{times(5, (index) => <Skeleton key={index} height={104} />)}</div>
          <div className={classes.pair}>{times(4, (index) => <Skeleton key={index} height={240} />)}</div>
        </>
      )}
      {shape === 'list' && (
        <>
          <Skeleton height={32} />
          <Skeleton height={88} />
          <div className={classes.rows}>{times(14, (index) => <Skeleton key={index} height={20} />)}</div>
        </>
      )}
      {shape === 'form' && <div className={classes.form}>{times(3, (index) => <Skeleton key={index} height={140} />)}</div>}
    </div>
  )
}

const times = <T,>(count: number, make: (index: number) => T) => Array.from({ length: count }, (_, index) => make(index))
