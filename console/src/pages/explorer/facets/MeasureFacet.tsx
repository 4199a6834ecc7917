/** A measure's distribution, and the range of it that is asked for: drawn between two handles, or written. */
import { RangeSlider, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

import type { Bounds } from '~/lib/search-term'
import { between, choiceOf } from '~/lib/search-terms'
import { useFormat } from '~/lib/use-format'
import type { Asked } from '../questions'
import { readMeasure, writeMeasure } from '../search/measure'
import { useSetText } from '../use-explorer'
import classes from './Facets.module.css'
import { FacetState } from './FacetState'
import { boundsAt, distributionOf, edgesOf, type Distribution } from './range'
import { useHistogram } from './use-facet'

type Props = { asked: Asked; field: string; unit: string }

export function MeasureFacet({ asked, field, unit }: Props) {
  const { t } = useTranslation('explorer')
  const setText = useSetText()
  const query = useHistogram(asked, field)
  const bounds = choiceOf(asked.text, field).bounds
  if (!query.data) return <FacetState query={query} rows={3} />
  const distribution = distributionOf(query.data)
  if (distribution.edges.length === 0) return <p className={classes.none}>{t('facets.noValues')}</p>
  const apply = (chosen: Bounds) => {
    const text = between(asked.text, field, chosen)
    if (text !== asked.text) setText(text)
  }
  return (
    <div className={query.isPlaceholderData ? classes.stale : undefined} aria-busy={query.isPlaceholderData}>
      <Range {...{ distribution, bounds, unit, field, apply }} />
      <div className={classes.ends}>
        <End
          label={t('facets.min', { field })}
          value={bounds?.min}
          placeholder={writeMeasure(distribution.edges[0]!, unit)}
          unit={unit}
          onChange={(min) => apply({ ...bounds, min })}
        />
        <span className="muted">–</span>
        <End
          label={t('facets.max', { field })}
          value={bounds?.max}
          placeholder={`${writeMeasure(distribution.edges.at(-1)!, unit)}${distribution.isOpen ? '+' : ''}`}
          unit={unit}
          onChange={(max) => apply({ ...bounds, max })}
        />
      </div>
    </div>
  )
}

type RangeProps = { distribution: Distribution; bounds: Bounds | undefined; unit: string; field: string; apply: (bounds: Bounds) => void }

function Range({ distribution, bounds, unit, field, apply }: RangeProps) {
  const { t } = useTranslation('explorer')
  const format = useFormat()
  const asked = edgesOf(distribution, bounds, unit)
  const [chosen, setChosen] = useState(asked)
  useEffect(() => setChosen(asked), [asked[0], asked[1]])
  const { edges, counts } = distribution
  const most = Math.max(...counts, 1)
  return (
    <div className={classes.range}>
      <div className={classes.histogram} aria-hidden>
        {counts.map((count, index) => (
          <span
            key={index}
            data-in={index >= chosen[0] && index < chosen[1] ? true : undefined}
            style={{ height: `${count === 0 ? 0 : Math.max(4, (100 * count) / most)}%` }}
            title={`${format.quantity(edges[index], unit)} – ${format.quantity(edges[index + 1], unit)}: ${format.count(count)}`}
          />
        ))}
      </div>
      <RangeSlider
        className={classes.slider}
        size={2}
        min={0}
        max={edges.length - 1}
        minRange={1}
        value={chosen}
        label={null}
        thumbFromLabel={t('facets.min', { field })}
        thumbToLabel={t('facets.max', { field })}
        onChange={setChosen}
        onChangeEnd={(value) => apply(boundsAt(distribution, value, unit))}
      />
    </div>
  )
}

type EndProps = { label: string; value: string | undefined; placeholder: string; unit: string; onChange: (value: string | undefined) => void }

function End({ label, value = '', placeholder, unit, onChange }: EndProps) {
  const { t } = useTranslation('explorer')
  const [draft, setDraft] = useState(value)
  useEffect(() => setDraft(value), [value])
  const read = draft.trim() === '' ? undefined : readMeasure(draft, unit)
  const isWrong = draft.trim() !== '' && read === undefined
  const commit = () => {
    if (draft === value || isWrong) return
    onChange(read === undefined ? undefined : writeMeasure(read, unit))
  }
  return (
    <TextInput
      aria-label={label}
      placeholder={placeholder}
      value={draft}
      error={isWrong && t('facets.notNumber')}
      onChange={({ currentTarget }) => setDraft(currentTarget.value)}
      onBlur={commit}
      onKeyDown={({ key }) => key === 'Enter' && commit()}
    />
  )
}
