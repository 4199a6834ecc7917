/** The phases of a resource: a bar to scale, and each with its numbers. */
import { useTranslation } from 'react-i18next'

import type { EventJson } from '~/api/queries'
import { durationOf } from '~/lib/event'
import { phases, type Phase } from '~/lib/phases'
import { useFormat } from '~/lib/use-format'
import classes from './Phases.module.css'

export function Phases({ event }: { event: EventJson }) {
  const { t } = useTranslation('detail')
  const format = useFormat()
  const all = phases(event)
  const whole = durationOf(event)
  if (whole === undefined) return null
  return (
    <div className={classes.box}>
      <PhaseBar all={all} whole={whole} />
      <table className={classes.table}>
        <tbody>
          {all.map(({ name, from, to }) => (
            <tr key={name}>
              <th scope="row">
                <span className={classes.swatch} data-phase={name} aria-hidden />
                {t(`phase.${name}`)}
              </th>
              <td className="num">{format.duration(to - from)}</td>
              <td className="num muted">{from === 0 ? '0' : `+${format.duration(from)}`}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{t('phase.whole')}</th>
            <td className="num">{format.duration(whole)}</td>
            <td />
          </tr>
        </tbody>
      </table>
      {all.length === 0 && <p className={classes.hint}>{t('phasesUnknown')}</p>}
    </div>
  )
}

/** To scale over its box's width; the whole in one colour where phases are not known. */
export function PhaseBar({ all, whole }: { all: Phase[]; whole: number }) {
  const percent = (ns: number) => `${whole > 0 ? (100 * ns) / whole : 0}%`
  return (
    <div className={classes.bar} aria-hidden>
      {all.length === 0 && <span data-phase="whole" style={{ left: 0, width: '100%' }} />}
      {all.map(({ name, from, to }) => (
        <span key={name} data-phase={name} style={{ left: percent(from), width: percent(to - from) }} />
      ))}
    </div>
  )
}
