/** Which kinds are shown, each with its count, and a text to look for. */
import { useTranslation } from 'react-i18next'

import { KINDS, type Kind } from '~/lib/event'
import { useFormat } from '~/lib/use-format'
import { KindIcon } from '~/ui/KindIcon'
import classes from './Filters.module.css'
import { Look } from './Look'

type Props = {
  counts: Record<Kind, number>
  hidden: ReadonlySet<Kind>
  text: string
  /** How many events match, while something is looked for. */
  found: number | undefined
  onToggle: (kind: Kind) => void
  onLook: (text: string) => void
}

export function Filters({ counts, hidden, text, found, onToggle, onLook }: Props) {
  const { t } = useTranslation(['history', 'common'])
  const format = useFormat()
  return (
    <div className={classes.filters} role="group" aria-label={t('filters')}>
      {KINDS.filter((kind) => counts[kind] > 0).map((kind) => (
        <button key={kind} type="button" className={classes.kind} aria-pressed={!hidden.has(kind)} onClick={() => onToggle(kind)}>
          <KindIcon kind={kind} />
          {t(`common:event.${kind}`)}
          <span className="num">{format.count(counts[kind])}</span>
        </button>
      ))}
      <span className={classes.space} />
      <span role="status" className="muted num">
        {found === undefined ? '' : t('found', { count: found, n: format.count(found) })}
      </span>
      <Look label={t('look')} text={text} onLook={onLook} />
    </div>
  )
}
