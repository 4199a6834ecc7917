/**
 * A whole event for a side panel: what matters of its kind first, then every value in sections,
 * or the JSON as it is. What can be done with a value is the page's: `actions` puts it beside, and
 * is best the same function for every event, so that rows that do not change are not drawn again.
 */
import { SegmentedControl, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { memo, useMemo, useState, type FocusEvent, type ReactNode, type SyntheticEvent } from 'react'
import { useTranslation } from 'react-i18next'

import type { Schemas } from '~/api/client'
import { fields, type EventJson, type Json } from '~/api/queries'
import { kindOf } from '~/lib/event'
import { narrow, sections, type Section, type Value } from '~/lib/event-sections'
import { NONE } from '~/lib/format'
import { useFormat } from '~/lib/use-format'
import { Copy } from './Copy'
import classes from './EventDetail.module.css'
import { EventHighlights } from './EventHighlights'

type Actions = (path: string, value: Json) => ReactNode
type Props = {
  event: EventJson
  actions?: Actions
  /** Whose fields it has, where the event does not say: a session's. */
  kind?: string
}

export function EventDetail({ event, actions, kind = kindOf(event) }: Props) {
  const { t } = useTranslation('detail')
  const [shape, setShape] = useState('fields')
  const [wanted, setWanted] = useState('')
  const all = useMemo(() => sections(event), [event])
  const shown = narrow(all, wanted)
  const json = useMemo(() => JSON.stringify(event, null, 2), [event])
  return (
    <div className={classes.detail}>
      <EventHighlights event={event} />
      <div className={classes.tools}>
        <TextInput className={classes.find} placeholder={t('find')} aria-label={t('find')} value={wanted} onChange={({ currentTarget }) => setWanted(currentTarget.value)} />
        <SegmentedControl aria-label={t('shape')} value={shape} onChange={setShape} data={[{ value: 'fields', label: t('fields') }, { value: 'json', label: t('json') }]} />
        <Copy text={json} label={t('copyJson')} />
      </div>
      {shape === 'json' ? <pre className={classes.json} tabIndex={0}>{json}</pre> : <Sections all={shown} kind={kind} found={wanted.trim() !== ''} actions={actions} />}
      {shape === 'fields' && shown.length === 0 && <p className="muted">{t('nothingFound')}</p>}
    </div>
  )
}

type SectionsProps = { all: Section[]; kind: string; found: boolean; actions: Actions | undefined }

/** What the last section holds is for the curious, and closed until something in it is looked for. */
function Sections({ all, kind, found, actions }: SectionsProps) {
  const { t } = useTranslation('detail')
  const known = useFields(kind)
  const format = useFormat()
  return all.map(({ name, values }) => (
    <details key={`${name}${found}`} className={classes.section} open={found || name !== 'other'}>
      <summary>
        {t(`section.${name}`)} <span className="muted num">{values.length}</span>
      </summary>
      <dl className={classes.values}>
        {values.map((value) => (
          <ValueRow key={value.path} path={value.path} value={value.value} info={known.get(value.path)} format={format} actions={actions} />
        ))}
      </dl>
    </details>
  ))
}

/** A path that is too long for its line goes on after a dot or a low line. */
function breakable(path: string): ReactNode {
  return path.split(/(?<=[._])/).flatMap((part, index) => (index === 0 ? [part] : [<wbr key={index} />, part]))
}

type RowProps = Value & { info: Schemas['FieldInfo'] | undefined; format: Format; actions: Actions | undefined }

/**
 * From one event of a session to the next most values are the same, and stay as they are drawn. What
 * can be done with a value is there once the pointer or the focus is: of a hundred values hundreds
 * of buttons would take longer than all else on the page.
 */
const ValueRow = memo(function ValueRow({ path, value, info, format, actions }: RowProps) {
  const [near, setNear] = useState(false)
  const come = () => setNear(true)
  const leave = ({ currentTarget }: SyntheticEvent) => setNear(currentTarget.contains(document.activeElement))
  const blur = ({ currentTarget, relatedTarget }: FocusEvent) => setNear(currentTarget.contains(relatedTarget) || currentTarget.matches(':hover'))
  return (
    <div className={classes.row} onPointerEnter={come} onPointerLeave={leave} onFocus={come} onBlur={blur}>
      <dt title={info?.doc}>{breakable(path)}</dt>
      <dd tabIndex={actions ? 0 : undefined}>
        <Shown value={value} info={info} format={format} />
        {actions && near && <span className={classes.actions}>{actions(path, value)}</span>}
      </dd>
    </div>
  )
})

type Format = ReturnType<typeof useFormat>

function Shown({ value, info, format }: { value: Json; info: Schemas['FieldInfo'] | undefined; format: Format }) {
  if (value === null || value === '') return <span className="muted">{NONE}</span>
  if (typeof value === 'number') return <span className="num" title={exact(value, info)}>{ofNumber(value, info, format)}</span>
  if (typeof value !== 'object') return <span>{String(value)}</span>
  const isPlain = Array.isArray(value) && value.every((one) => typeof one !== 'object')
  if (isPlain) return value.length === 0 ? <span className="muted">{NONE}</span> : <span>{value.join(', ')}</span>
  return <pre className={classes.inner}>{JSON.stringify(value, null, 1)}</pre>
}

function ofNumber(value: number, info: Schemas['FieldInfo'] | undefined, format: Format): string {
  if (info?.unit === 'epoch_ms') return format.moment(value, true)
  if (info && ['ns', 'ms', 'bytes', 'px', 'fps', 'count'].includes(info.unit)) return format.quantity(value, info.unit)
  return info?.unit === 'percent' ? `${value} %` : String(value)
}

function exact(value: number, info: Schemas['FieldInfo'] | undefined): string {
  return info?.unit ? `${value} ${info.unit}` : String(value)
}

function useFields(kind: string) {
  const { data } = useQuery(fields(kind))
  return useMemo(() => new Map((data ?? []).map((info) => [info.field, info])), [data])
}
