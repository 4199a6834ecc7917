/** Who, where and with what, as names and values; what is not known is left out. */
import { Link, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { term } from '~/lib/search-text'
import { useCountryName } from '~/lib/use-country-name'
import { useFormat } from '~/lib/use-format'
import { offsetText } from '~/lib/wall-time'
import classes from './Facts.module.css'
import { keyOf, nameOf, type Summary } from './summary'
import { useZone } from './use-zone'

export type Fact = { label: string; value: ReactNode; title?: string }

export function Facts({ facts }: { facts: (Fact | undefined)[] }) {
  return (
    <dl className={classes.facts}>
      {facts
        .filter((fact) => fact !== undefined)
        .map(({ label, value, title }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd title={title}>{value}</dd>
          </div>
        ))}
    </dl>
  )
}

/** Where and with what. */
export function useDeviceFacts(summary: Summary): (Fact | undefined)[] {
  const { t } = useTranslation('history')
  const nameOfCountry = useCountryName()
  const { city, country, countryCode, browser, os, device, deviceType, viewport, connection, service, version, env, sdk, source } = summary
  const fact = (label: string, ...parts: (string | undefined)[]): Fact | undefined => {
    const said = parts.filter(Boolean)
    return said.length > 0 ? { label, value: said.join(', ') } : undefined
  }
  return [
    fact(t('fact.where'), city, nameOfCountry(countryCode ?? country ?? '') || undefined),
    fact(t('fact.browser'), browser),
    fact(t('fact.os'), os),
    fact(t('fact.device'), device, deviceType),
    fact(t('fact.viewport'), viewport),
    fact(t('fact.connection'), connection),
    fact(t('fact.release'), service, version, env),
    fact(t('fact.sdk'), source, sdk),
  ]
}

/** The person, and the way to all sessions of theirs. */
export function Who({ summary }: { summary: Summary }) {
  const { t } = useTranslation('history')
  const { applicationId = '' } = useParams({ strict: false })
  const zone = useZone()
  const name = nameOf(summary)
  const key = keyOf(summary)
  const { user, account } = summary
  const also = [user.email, user.id].filter((said) => said !== undefined && said !== name)
  return (
    <span className={classes.who}>
      <span className={classes.name} title={name}>{name ?? t('anonymous')}</span>
      {also.map((said) => (
        <span key={said} className="muted">{said}</span>
      ))}
      {(account.name ?? account.id) && <span className="muted">{t('ofAccount', { name: account.name ?? account.id })}</span>}
      {summary.isBot && <span className={classes.badge}>{t('bot')}</span>}
      {key && (
        <Link to="/a/$applicationId/explorer" params={{ applicationId }} search={{ ...zone, event: 'session', q: term(key.field, key.value), range: '30d' }}>
          {t('toUser')}
        </Link>
      )}
    </span>
  )
}

/** A moment, and how long ago it was. */
export function When({ ms }: { ms: number }) {
  const format = useFormat()
  return (
    <span>
      {format.moment(ms)} <span className="muted">{offsetText(ms, format.timeZone)}</span> <span className="muted">{format.ago(ms)}</span>
    </span>
  )
}
