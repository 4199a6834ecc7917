/** The list under the search bar: what may be meant at the caret, with what helps to choose. */
import { IconBraces, IconHash, IconHistory, IconRulerMeasure, IconTag, IconUser } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'

import { useFormat } from '~/lib/use-format'
import { writeMeasure } from './measure'
import classes from './SearchBar.module.css'
import type { Suggestion } from './suggest'
import type { Suggested } from './use-suggestions'

type Props = { id: string; suggested: Suggested; active: number; onChoose: (suggestion: Suggestion) => void }

export function Suggestions({ id, suggested, active, onChoose }: Props) {
  const { t } = useTranslation('explorer')
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [active])
  const { all } = suggested
  return (
    <ul ref={list} id={id} className={classes.list} role="listbox" aria-label={t('search.suggestions')}>
      <Hint suggested={suggested} />
      {all.map((suggestion, index) => (
        <li
          key={`${suggestion.kind}${suggestion.insert}`}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          className={classes.option}
          // Before the input loses the focus.
          onMouseDown={(event) => {
            event.preventDefault()
            onChoose(suggestion)
          }}
        >
          <Option suggestion={suggestion} />
        </li>
      ))}
    </ul>
  )
}

/** How a measure is asked for, with the numbers that it lies between. */
function Hint({ suggested: { at, all, facet } }: { suggested: Suggested }) {
  const { t } = useTranslation('explorer')
  const format = useFormat()
  if (at.kind !== 'value') return null
  const { min, max, unit = '' } = facet ?? {}
  if (typeof min !== 'number' || typeof max !== 'number') {
    if (all.length > 0) return null
    return (
      <li className={classes.heading} role="presentation">
        {facet ? t('search.noValues') : t('loading', { ns: 'common' })}
      </li>
    )
  }
  const middle = writeMeasure(rounded((min + max) / 2), unit)
  return (
    <li className={classes.heading} role="presentation">
      {t('search.between', { min: format.quantity(min, unit), max: format.quantity(max, unit) })}{' '}
      <code>&gt;{middle}</code> <code>&lt;={middle}</code> <code>[{writeMeasure(rounded(min), unit)} TO {middle}]</code>
    </li>
  )
}

const rounded = (value: number) => Number(value.toPrecision(2))

function Option({ suggestion }: { suggestion: Suggestion }) {
  const { t } = useTranslation('explorer')
  const format = useFormat()
  switch (suggestion.kind) {
    case 'history':
      return (
        <>
          <IconHistory size={14} aria-hidden />
          <span className={classes.name}>{suggestion.insert}</span>
          <span className={classes.type}>{t('search.earlier')}</span>
        </>
      )
    case 'id':
      return (
        <>
          <IconUser size={14} aria-hidden />
          <span className={classes.name}>{suggestion.insert}</span>
          <span className={classes.type}>{t('search.id')}</span>
        </>
      )
    case 'attribute':
      return (
        <>
          <IconBraces size={14} aria-hidden />
          <span className={classes.name}>{suggestion.path}</span>
          <span className={classes.type}>{t('search.attribute')}</span>
        </>
      )
    case 'value':
      return (
        <>
          <IconTag size={14} aria-hidden />
          <span className={classes.name}>{suggestion.value}</span>
          <span className={`${classes.type} num`}>{format.count(suggestion.count)}</span>
        </>
      )
    case 'field':
      return <FieldOption field={suggestion.field} />
  }
}

function FieldOption({ field }: { field: Extract<Suggestion, { kind: 'field' }>['field'] }) {
  const Icon = field.role === 'measure' ? IconRulerMeasure : IconHash
  return (
    <>
      <Icon size={14} aria-hidden />
      <span className={classes.name}>{field.field}</span>
      <span className={classes.type}>{[field.type, field.unit].filter(Boolean).join(', ')}</span>
      <span className={classes.doc}>{field.doc}</span>
    </>
  )
}
