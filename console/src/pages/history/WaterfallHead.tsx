/** The headings of the waterfall; three of them put it into another order. */
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'

import { useChange } from './use-selection'
import { nextSort, type Sort } from './waterfall'
import classes from './Waterfall.module.css'

export function WaterfallHead({ sort, plot }: { sort: Sort; plot: RefObject<HTMLDivElement | null> }) {
  const { t } = useTranslation('history')
  return (
    <div className={`${classes.row} ${classes.head}`} role="row" aria-rowindex={1}>
      <span role="columnheader">{t('column.name')}</span>
      <span role="columnheader" className={classes.status}>{t('column.status')}</span>
      <span role="columnheader" className={classes.type}>{t('column.type')}</span>
      <Heading by="size" sort={sort} className={classes.size} />
      <Heading by="duration" sort={sort} className={classes.duration} />
      <Heading by="start" sort={sort} className={classes.plot} plot={plot} />
    </div>
  )
}

type HeadingProps = { by: 'start' | 'duration' | 'size'; sort: Sort; className: string | undefined; plot?: RefObject<HTMLDivElement | null> }

function Heading({ by, sort, className, plot }: HeadingProps) {
  const { t } = useTranslation('history')
  const change = useChange()
  const isBy = sort.replace('-', '') === by
  const isDown = sort.startsWith('-')
  const next = nextSort(sort, by)
  return (
    <div ref={plot} role="columnheader" aria-sort={isBy ? (isDown ? 'descending' : 'ascending') : 'none'} className={className}>
      <button type="button" className={classes.sort} onClick={() => change({ sort: next === 'start' ? undefined : next }, true)}>
        {t(`column.${by}`)}
        {isBy && (isDown ? <IconArrowDown size={12} aria-hidden /> : <IconArrowUp size={12} aria-hidden />)}
      </button>
      {plot && <Legend />}
    </div>
  )
}

/** What the colours of the bars mean; the numbers are told on hover and in the panel. */
function Legend() {
  const { t } = useTranslation('detail')
  return (
    <span className={classes.legend} aria-hidden>
      {(['dns', 'connect', 'ssl', 'first_byte', 'download'] as const).map((name) => (
        <span key={name}>
          <i data-phase={name} />
          {t(`phase.${name}`)}
        </span>
      ))}
    </span>
  )
}
