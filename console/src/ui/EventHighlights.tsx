/**
 * What matters most of one event, by its kind: an error's stack, a resource's phases, a frustration
 * in words. What it is called stands above it, and is the page's to say.
 */
import { useTranslation } from 'react-i18next'

import type { EventJson } from '~/api/queries'
import { frustrations, isObject, kindOf, number, read, text } from '~/lib/event'
import { useFormat } from '~/lib/use-format'
import { Copy } from './Copy'
import classes from './EventHighlights.module.css'
import { Phases } from './Phases'

export function EventHighlights({ event }: { event: EventJson }) {
  const kind = kindOf(event)
  if (kind === 'error') return <ErrorHead event={event} />
  if (kind === 'resource') return <Phases event={event} />
  if (kind === 'action') return <Frustrations event={event} />
  if (kind === 'long_task') return <Scripts event={event} />
  if (kind === 'log' && text(event, 'error.stack')) return <Stack stack={text(event, 'error.stack')!} />
  return null
}

function ErrorHead({ event }: { event: EventJson }) {
  const { t } = useTranslation('detail')
  const stack = text(event, 'error.stack')
  const handling = text(event, 'error.handling')
  const said = [text(event, 'error.type'), text(event, 'error.source'), handling === 'handled' || handling === 'unhandled' ? t(handling) : handling]
  if (read(event, 'error.is_crash') === true) said.push(t('crash'))
  return (
    <div className={classes.error}>
      <p className="muted">{said.filter(Boolean).join(' · ')}</p>
      {stack ? <Stack stack={stack} /> : <p className="muted">{t('noStack')}</p>}
      <Causes event={event} />
    </div>
  )
}

function Causes({ event }: { event: EventJson }) {
  const { t } = useTranslation('detail')
  const causes = read(event, 'error.causes')
  if (!Array.isArray(causes)) return null
  return causes.filter(isObject).map((cause, index) => (
    <div key={index}>
      <p>
        <strong>{t('causedBy')}</strong> {[cause.type, cause.message].filter((said) => typeof said === 'string').join(': ')}
      </p>
      {typeof cause.stack === 'string' && <Stack stack={cause.stack} />}
    </div>
  ))
}

function Stack({ stack }: { stack: string }) {
  const { t } = useTranslation('detail')
  return (
    <div className={classes.stack}>
      <pre tabIndex={0} aria-label={t('stack')}>{stack}</pre>
      <span className={classes.copy}>
        <Copy text={stack} label={t('copyStack')} />
      </span>
    </div>
  )
}

function Frustrations({ event }: { event: EventJson }) {
  const { t } = useTranslation('detail')
  const all = frustrations(event)
  if (all.length === 0) return null
  return (
    <ul className={classes.frustrations}>
      {all.map((one) => (
        <li key={one}>{t(`frustration.${one}`)}</li>
      ))}
    </ul>
  )
}

/** The scripts of a long animation frame, the longest first. */
function Scripts({ event }: { event: EventJson }) {
  const { t } = useTranslation('detail')
  const format = useFormat()
  const found = read(event, 'long_task.scripts')
  const scripts = Array.isArray(found) ? found.filter(isObject) : []
  if (scripts.length === 0) return null
  const sorted = [...scripts].sort((a, b) => (number(b, 'duration') ?? 0) - (number(a, 'duration') ?? 0))
  return (
    <table className={classes.scripts}>
      <caption>{t('scripts')}</caption>
      <tbody>
        {sorted.map((script, index) => (
          <tr key={index}>
            <td>
              <span>{text(script, 'invoker') ?? text(script, 'source_function_name') ?? t('unnamedScript')}</span>
              <span className="mono muted">{text(script, 'source_url')}</span>
            </td>
            <td className="num">{format.duration(number(script, 'duration'))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
