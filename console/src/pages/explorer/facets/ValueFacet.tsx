/** A facet's values, the most frequent first: tick to ask for several, click for that alone, or leave it out. */
import { Button, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconEyeOff } from '@tabler/icons-react'
import { useState, type MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'

import type { Schemas } from '~/api/client'
import type { Value } from '~/lib/search-term'
import { choiceOf, onlyThis, toggle, without, withoutField, type Choice } from '~/lib/search-terms'
import { useFormat } from '~/lib/use-format'
import type { Asked } from '../questions'
import { useSetText } from '../use-explorer'
import classes from './Facets.module.css'
import { FacetState } from './FacetState'
import { useFacet } from './use-facet'

const FEW = 8
const MANY = 100
const TYPING_MS = 200

export function ValueFacet({ asked, field }: { asked: Asked; field: string }) {
  const { t } = useTranslation('explorer')
  const [search, setSearch] = useState('')
  const [wanted] = useDebouncedValue(search, TYPING_MS)
  const [limit, setLimit] = useState(FEW)
  const query = useFacet(asked, field, wanted, limit)
  const choice = choiceOf(asked.text, field)
  const facet = query.data
  if (!facet) return <FacetState query={query} rows={4} />
  const values = withChosen(facet.values, choice)
  const most = Math.max(...values.map(({ count }) => count), 1)
  const canSearch = facet.truncated || search !== '' || limit > FEW
  return (
    <div className={query.isPlaceholderData ? classes.stale : undefined} aria-busy={query.isPlaceholderData}>
      {canSearch && (
        <TextInput
          className={classes.search}
          placeholder={t('facets.search')}
          aria-label={t('facets.searchIn', { field })}
          value={search}
          onChange={({ currentTarget }) => setSearch(currentTarget.value)}
        />
      )}
      <ul className={classes.values}>
        {values.map((value) => (
          <ValueRow key={String(value.value)} {...{ asked, field, value, choice, most }} />
        ))}
      </ul>
      {values.length === 0 && <p className={classes.none}>{t('facets.noValues')}</p>}
      {facet.truncated && limit < MANY && (
        <Button variant="subtle" size="compact-xs" onClick={() => setLimit(MANY)}>
          {t('facets.more')}
        </Button>
      )}
    </div>
  )
}

/** What is chosen stays in sight, also where it is none of the most frequent. */
function withChosen(values: Schemas['FacetValue'][], { only, not }: Choice): Schemas['FacetValue'][] {
  const shown = new Set(values.map(({ value }) => key(value)))
  const missing = [...only, ...not].filter((value) => !shown.has(value))
  return [...values, ...missing.map((value) => ({ value, count: 0 }))]
}

function key(value: unknown): Value {
  return value === null || value === undefined ? null : String(value)
}

type RowProps = { asked: Asked; field: string; value: Schemas['FacetValue']; choice: Choice; most: number }

function ValueRow({ asked: { text }, field, value: { value, count }, choice, most }: RowProps) {
  const { t } = useTranslation('explorer')
  const format = useFormat()
  const setText = useSetText()
  const own = key(value)
  const said = own ?? t('noValue', { ns: 'common' })
  const isIn = choice.only.includes(own)
  const isOut = choice.not.includes(own)
  const isAlone = isIn && choice.only.length === 1
  const leaveOut = () => setText(isOut ? toggle(text, field, own) : without(text, field, own))
  const choose = (event: MouseEvent) => {
    if (event.altKey) leaveOut()
    else setText(isAlone ? withoutField(text, field) : onlyThis(text, field, own))
  }
  return (
    <li className={classes.value} data-out={isOut || undefined}>
      <span className={classes.bar} style={{ width: `${(100 * count) / most}%` }} aria-hidden />
      <input type="checkbox" checked={isIn} aria-label={t('facets.include', { value: said })} onChange={() => setText(toggle(text, field, own))} />
      <button type="button" className={classes.name} data-none={own === null || undefined} title={`${said}\n${t('facets.onlyHint')}`} onClick={choose}>
        {said}
      </button>
      <button type="button" className={classes.out} aria-pressed={isOut} aria-label={t('facets.exclude', { value: said })} title={t('facets.exclude', { value: said })} onClick={leaveOut}>
        <IconEyeOff size={13} aria-hidden />
      </button>
      <span className={`${classes.count} num`}>{format.count(count)}</span>
    </li>
  )
}
