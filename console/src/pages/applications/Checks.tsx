/** What to look at when no event comes; first of all what did come, and was dropped. */
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

import { useFormat } from '~/lib/use-format'
import { isLost, reasons, type Outcomes } from '~/pages/intake/outcome'
import { useReasonWords } from '~/pages/intake/use-reason-words'
import { Copy } from '~/ui/Copy'
import classes from './FirstEvent.module.css'
import type { Application } from './use-application'

const CHECKS = ['token', 'blocker', 'policy', 'sampling', 'reach'] as const
/** Of browsers alone. */
const WEB_CHECKS: readonly string[] = ['blocker', 'policy']
const WEB_TYPES = ['browser', 'electron']

export function Checks({ application, outcomes }: { application: Application; outcomes: Outcomes }) {
  const { t } = useTranslation('applications')
  const format = useFormat()
  const words = useReasonWords()
  const dropped = reasons(outcomes.outcomes.filter(isLost))
  const applicationId = application.application_id
  const isWeb = WEB_TYPES.includes(application.type)
  const policy = `connect-src ${location.origin}`
  return (
    <section className={classes.checks}>
      {dropped.length > 0 && (
        <div role="alert">
          <h3>{t('check.drops')}</h3>
          <ul>
            {dropped.map(({ reason, count, hint }) => (
              <li key={reason}>
                <strong className="num">{format.count(count)}</strong> {words(reason, hint).title}
                <div className="muted">{words(reason, hint).hint}</div>
              </li>
            ))}
          </ul>
          <Link to="/a/$applicationId/intake" params={{ applicationId }} search={{ range: '24h' }}>
            {t('check.dropsLink')}
          </Link>
        </div>
      )}
      <h3>{t('check.title')}</h3>
      <dl>
        {CHECKS.filter((name) => isWeb || !WEB_CHECKS.includes(name)).map((name) => (
          <div key={name}>
            <dt>{t(`check.${name}.title`)}</dt>
            <dd className="muted">
              {t(`check.${name}.hint`, { origin: location.origin })}
              {name === 'policy' && (
                <span className={classes.policy}>
                  <code className="mono">{policy}</code>
                  <Copy text={policy} />
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
