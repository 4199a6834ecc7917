/** What lies under the pointer on the time axis, beside it. */
import { useTranslation } from 'react-i18next'

import { useFormat } from '~/lib/use-format'
import { KindIcon } from '~/ui/KindIcon'
import classes from './Axis.module.css'
import { usePointed, type Pointer } from './pointer'
import { offset } from './ticks'
import { useTitle } from './use-title'

const SHOWN_MAX = 7
const WIDTH_PX = 360

export function HoverCard({ pointer }: { pointer: Pointer }) {
  const { t } = useTranslation('history')
  const format = useFormat()
  const title = useTitle()
  const pointed = usePointed(pointer)
  if (!pointed || pointed.items.length === 0) return null
  const isRight = pointed.x + WIDTH_PX + 24 > window.innerWidth
  const isLow = pointed.y + 220 > window.innerHeight
  const place = {
    ...(isRight ? { right: window.innerWidth - pointed.x + 14 } : { left: pointed.x + 14 }),
    ...(isLow ? { bottom: window.innerHeight - pointed.y + 8 } : { top: pointed.y + 12 }),
  }
  return (
    <div className={classes.card} style={{ ...place, maxWidth: WIDTH_PX }} aria-hidden>
      {pointed.items.slice(0, SHOWN_MAX).map((item) => (
        <div key={item.key} className={classes.cardRow}>
          <KindIcon kind={item.kind} />
          <span className={classes.cardTitle}>{title(item)}</span>
          <span className="num muted">{offset(item.at, 100)}</span>
          <span className="num">{item.durationNs === undefined ? '' : format.duration(item.durationNs)}</span>
        </div>
      ))}
      {pointed.items.length > SHOWN_MAX && <div className="muted">{t('andMore', { count: pointed.items.length - SHOWN_MAX })}</div>}
    </div>
  )
}
