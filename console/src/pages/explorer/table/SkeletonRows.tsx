/** Rows that are on their way, in the shape they will have. */
import { useTranslation } from 'react-i18next'

import classes from './EventTable.module.css'

const ROWS = 14

export function SkeletonRows({ columns }: { columns: number }) {
  const { t } = useTranslation()
  return (
    <div role="status" aria-label={t('loading')}>
      {Array.from({ length: ROWS }, (_, row) => (
        <div key={row} className={classes.skeleton} style={{ opacity: 1 - row / ROWS }} aria-hidden>
          {Array.from({ length: columns }, (_, column) => (
            <span key={column} style={{ width: `${40 + ((row * 7 + column * 13) % 5) * 10}%` }} />
          ))}
        </div>
      ))}
    </div>
  )
}
