/**
 * What came with client tokens that nobody has, to the whole server: it belongs to no application,
 * but is what one looks for when nothing comes. For those who may see it, and only when there is any.
 */
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

import { intake } from '~/api/queries'
import type { TimeRange } from '~/lib/time-range'
import { useFormat } from '~/lib/use-format'
import { useMay } from '~/pages/applications/use-application'
import { Panel } from '~/ui/Panel'
import classes from './Intake.module.css'
import { reasons, totals } from './outcome'

export function WrongTokens({ range }: { range: TimeRange }) {
  const { t } = useTranslation('intake')
  const { t: words } = useTranslation('applications')
  const format = useFormat()
  const may = useMay()
  const { applicationId } = useParams({ from: '/known/a/$applicationId/intake' })
  const { data } = useQuery({ ...intake({ from: range.from, to: range.to }), enabled: may.admin })
  const count = data ? totals(data.outcomes).lost : 0
  if (!data || count === 0) return null
  const samples = reasons(data.outcomes).flatMap((reason) => reason.samples)
  return (
    <Panel title={t('token.title')}>
      <p className={classes.said}>
        {t('token.hint', { count, n: format.count(count) })}{' '}
        <Link to="/a/$applicationId/settings" params={{ applicationId }} hash="tokens">
          {words('settings.tokens')}
        </Link>
      </p>
      {samples.map(({ text }) => (
        <pre key={text} className={`${classes.token} mono`}>
          {text}
        </pre>
      ))}
    </Panel>
  )
}
