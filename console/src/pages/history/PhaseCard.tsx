/** The phases of the resource under the pointer, in numbers. */
import { IconDownload } from '@tabler/icons-react'

import { useFormat } from '~/lib/use-format'
import { Phases } from '~/ui/Phases'
import axis from './Axis.module.css'
import { offset } from './ticks'
import type { Entry } from './waterfall'
import classes from './Waterfall.module.css'

const WIDTH_PX = 320
const HEIGHT_PX = 300

export function PhaseCard({ entry, x, y }: { entry: Entry; x: number; y: number }) {
  const format = useFormat()
  const { item, name, host, protocol, bytes } = entry
  const isRight = x + WIDTH_PX + 24 > window.innerWidth
  const isLow = y + HEIGHT_PX > window.innerHeight
  const place = {
    width: WIDTH_PX,
    ...(isRight ? { right: window.innerWidth - x + 14 } : { left: x + 14 }),
    ...(isLow ? { bottom: window.innerHeight - y + 8 } : { top: y + 12 }),
  }
  const said = [`+${offset(item.at)}`, host, protocol, bytes === undefined ? undefined : format.bytes(bytes)].filter(Boolean)
  return (
    <div className={axis.card} style={place} aria-hidden>
      <div className={classes.cardTitle}>
        <IconDownload size={14} /> <strong>{name}</strong>
      </div>
      <p className="muted num">{said.join(' · ')}</p>
      <Phases event={item.event} />
    </div>
  )
}
