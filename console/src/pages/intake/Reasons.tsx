/**
 * What was dropped, and why: each reason with its count, what it means, where it is mended, and the
 * beginning of one item. Samples are shown as text, whatever they hold.
 */
import { Link, useParams, type LinkProps } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

import { useFormat } from '~/lib/use-format'
import { Copy } from '~/ui/Copy'
import { Panel } from '~/ui/Panel'
import classes from './Intake.module.css'
import { isRepeated, type Reason } from './outcome'
import { useKindWord } from './use-kind-word'
import { useReasonWords } from './use-reason-words'

type Props = { reasons: Reason[]; all: number; stale: boolean }

export function Reasons({ reasons, all, stale }: Props) {
  const { t } = useTranslation('intake')
  const lost = reasons.some(({ reason }) => !isRepeated({ outcome: 'dropped', reason }))
  return (
    <Panel title={t('reasons.title')} stale={stale}>
      {!lost && (
        <div className={classes.none}>
          <strong>{t('reasons.none')}</strong>
          <span className="muted">{t('reasons.noneHint')}</span>
        </div>
      )}
      <ul className={classes.reasons}>
        {reasons.map((reason) => (
          <ReasonRow key={reason.reason} reason={reason} all={all} />
        ))}
      </ul>
    </Panel>
  )
}

function ReasonRow({ reason: { reason, count, hint, samples }, all }: { reason: Reason; all: number }) {
  const { t } = useTranslation('intake')
  const format = useFormat()
  const words = useReasonWords()(reason, hint)
  const repeated = isRepeated({ outcome: 'dropped', reason })
  return (
    <li>
      <div className={classes.reason}>
        <h3>
          {words.title} <code className="mono muted">{reason}</code>
        </h3>
        <span className="num">
          <strong className={repeated ? 'muted' : undefined}>{format.count(count)}</strong>{' '}
          <span className="muted">{repeated ? t('reasons.notLost') : t('reasons.share', { share: format.share(all > 0 ? count / all : null) })}</span>
        </span>
      </div>
      <p>
        {words.hint} <Mend reason={reason} />
      </p>
      {samples.map((sample) => (
        <Sample key={sample.kind} title={words.title} sample={sample} />
      ))}
    </li>
  )
}

function Sample({ title, sample }: { title: string; sample: Reason['samples'][number] }) {
  const { t } = useTranslation('intake')
  const word = useKindWord()
  return (
    <details className={classes.sample}>
      <summary title={t('reasons.scrubbed')}>
        {t('reasons.samples')}
        {sample.kind !== '' && <span className="muted"> · {word(sample.kind)}</span>}
      </summary>
      <div>
        <pre className="mono" tabIndex={0} role="region" aria-label={t('reasons.sampleOf', { reason: title })}>
          {sample.text}
        </pre>
        <Copy text={sample.text} />
      </div>
    </details>
  )
}

type Section = 'snippet' | 'privacy' | 'intake' | 'retention'
const MENDED_IN: Record<string, Section> = {
  wrong_application: 'snippet',
  scrubbed: 'privacy',
  rate_limited: 'intake',
  too_old: 'retention',
}

/** A link to the setting that decides it, for reasons that a setting decides. */
function Mend({ reason }: { reason: string }) {
  const { t } = useTranslation('applications')
  const { applicationId } = useParams({ from: '/known/a/$applicationId/intake' })
  const section = MENDED_IN[reason]
  if (!section) return null
  const link: LinkProps = { to: '/a/$applicationId/settings', params: { applicationId }, hash: section }
  return <Link {...link}>{t(`settings.${section}`)}</Link>
}
