/** Fields to choose from: found by name or meaning, those in recent events first; attributes by their path. */
import { Combobox, TextInput, useCombobox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { fields as fieldsQuery, loadEvents } from '~/api/queries'
import type { EventName } from '~/search-params'
import classes from './FieldList.module.css'
import { choices, find, isPath, pathsOf, withListed, type Choice, type Purpose, type Section, type Seen } from './field-choice'
import { useListed } from '../use-attributes'
import { useWhere } from './use-analytics'

type Props = {
  event: EventName
  purpose: Purpose
  label: string
  /** Fields that are chosen already. */
  taken?: readonly string[]
  onChoose: (field: string) => void
}

const SHOWN_MOST = 80
const SAMPLE = 50
const NOTHING: Seen = new Map()

export function FieldList({ event, purpose, label, taken = [], onChoose }: Props) {
  const { t } = useTranslation('analytics')
  const [text, setText] = useState('')
  // It lies in a popover of its own: as long as it is there, it is open.
  const combobox = useCombobox({ opened: true })
  const { data: known = [] } = useQuery(fieldsQuery(event))
  const seen = useSeen(event)
  const all = useMemo(() => choices(known, event, purpose, seen), [known, event, purpose, seen])
  const found = useMemo(() => find(all, text).filter(({ field }) => !taken.includes(field)), [all, text, taken])
  const typed = text.trim()
  useEffect(() => void (typed !== '' && combobox.selectFirstOption()), [typed, found])
  const isNew = isPath(typed) && !all.some(({ field }) => field === typed)
  return (
    <Combobox store={combobox} onOptionSubmit={onChoose} size="xs">
      <Combobox.EventsTarget>
        <TextInput
          data-autofocus
          aria-label={label}
          placeholder={t('field.search')}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
      </Combobox.EventsTarget>
      <div className={classes.list}>
        <Combobox.Options aria-label={label}>
          <Options found={found} grouped={typed === ''} />
          {isNew && <Combobox.Option value={typed}>{t('field.typed', { name: typed })}</Combobox.Option>}
          {found.length === 0 && !isNew && <Combobox.Empty>{t('field.nothing')}</Combobox.Empty>}
        </Combobox.Options>
      </div>
    </Combobox>
  )
}

const SECTIONS: Section[] = ['often', 'seen', 'attributes', 'other']

function Options({ found, grouped }: { found: Choice[]; grouped: boolean }) {
  const { t } = useTranslation('analytics')
  const shown = found.slice(0, SHOWN_MOST)
  const over = found.length - shown.length
  return (
    <>
      {grouped
        ? SECTIONS.map((section) => {
            const part = shown.filter((choice) => choice.section === section)
            return part.length > 0 && <Combobox.Group key={section} label={t(`field.${section}`)}>{part.map(option)}</Combobox.Group>
          })
        : shown.map(option)}
      {over > 0 && <div className={classes.more}>{t('field.more', { count: over })}</div>}
    </>
  )

  function option({ field, doc, unit, section }: Choice) {
    return (
      <Combobox.Option key={field} value={field} title={plain(doc)}>
        <span className={classes.name}>
          <span>{field}</span>
          {unit !== '' && <span className="muted">{unit}</span>}
        </span>
        <span className={classes.doc}>{section === 'attributes' ? t('field.attribute') : plain(doc)}</span>
      </Combobox.Option>
    )
  }
}

/** Descriptions are written for Markdown. */
function plain(doc: string): string {
  return doc.replaceAll('`', '')
}

/** The paths of some recent events, and the attributes of more: what is there can be asked for. */
function useSeen(event: EventName): Seen {
  const { application_id, range } = useWhere()
  const listed = useListed(event, true)
  const { data = NOTHING } = useQuery({
    queryKey: ['seen', application_id, event],
    queryFn: async ({ signal }) => pathsOf((await loadEvents({ application_id, event, ...range, limit: SAMPLE }, signal)).events),
    staleTime: 300_000,
  })
  return useMemo(() => withListed(data, listed), [data, listed])
}
