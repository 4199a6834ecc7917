/** How the answers were worked out, quietly: rows read, time, what is not exact, what is cut off. */
import { useTranslation } from 'react-i18next'

import { useFormat } from '~/lib/use-format'
import classes from './Frame.module.css'

export type Worked = { scanned_rows: number; elapsed_ms: number; truncated?: boolean; approximate?: number | null; rows: readonly unknown[] }

type Props = { worked: readonly (Worked | undefined)[]; note?: string }

export function Said({ worked, note }: Props) {
  const { t } = useTranslation('analytics')
  const format = useFormat()
  const known = worked.filter((one) => one !== undefined)
  if (known.length === 0) return null
  const read = Math.max(...known.map(({ scanned_rows }) => scanned_rows))
  const time = Math.max(...known.map(({ elapsed_ms }) => elapsed_ms))
  const error = Math.max(0, ...known.map(({ approximate }) => approximate ?? 0))
  const cut = known.find(({ truncated }) => truncated)
  return (
    <p className={`${classes.said} num`}>
      <span>{t('said.read', { rows: format.count(read), time: format.quantity(time, 'ms') })}</span>
      {error > 0 && <span>{t('said.approximate', { error: `±${format.share(error)}` })}</span>}
      {cut && <span className="needs_improvement">{t('said.truncated', { rows: format.count(cut.rows.length) })}</span>}
      {note && <span>{note}</span>}
    </p>
  )
}
