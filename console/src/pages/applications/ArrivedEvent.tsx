/** An event that arrived, in the few lines that prove it: what, where, with what; and on from here. */
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

import type { EventJson } from '~/api/queries'
import { useFormat } from '~/lib/use-format'
import classes from './FirstEvent.module.css'
import { told, type FirstKind, type Told } from './first-event'

const LINES = ['page', 'message', 'browser', 'country', 'service', 'env', 'version', 'sdk'] as const satisfies readonly (keyof Told)[]

type Props = { applicationId: string; kind: FirstKind; event: EventJson }

export function ArrivedEvent({ applicationId, kind, event }: Props) {
  const { t } = useTranslation('applications')
  const format = useFormat()
  const said = told(event, kind)
  const params = { applicationId }
  return (
    <>
      <dl className={classes.event}>
        <dt>{t('event.kind')}</dt>
        <dd>{t(`event.type.${kind}`)}</dd>
        {LINES.filter((name) => said[name] !== undefined).map((name) => (
          <Line key={name} name={t(`event.${name}`)} value={String(said[name])} />
        ))}
        {said.date !== undefined && <Line name={t('event.when')} value={format.ago(said.date)} title={format.moment(said.date)} />}
      </dl>
      <div className={classes.links}>
        {said.sessionId && (
          <Button renderRoot={(props) => <Link to="/a/$applicationId/sessions/$sessionId" params={{ ...params, sessionId: said.sessionId! }} {...props} />}>
            {t('event.session')}
          </Button>
        )}
        <Button
          variant="default"
          renderRoot={(props) => <Link to="/a/$applicationId/explorer" params={params} search={{ event: kind, range: '1h', panel: said.id, live: true }} {...props} />}
        >
          {t('event.open')}
        </Button>
      </div>
    </>
  )
}

function Line({ name, value, title }: { name: string; value: string; title?: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd title={title}>{value}</dd>
    </>
  )
}
