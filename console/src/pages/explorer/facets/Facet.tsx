/** One facet: its name, what is chosen of it, and its values or its range when it is open. */
import { ActionIcon } from '@mantine/core'
import { IconChevronDown, IconChevronRight, IconX } from '@tabler/icons-react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'

import { choiceOf, withoutField } from '~/lib/search-terms'
import type { Asked } from '../questions'
import { labelOf, type Field } from '../table/columns'
import { useSetText } from '../use-explorer'
import type { FacetName } from './defaults'
import classes from './Facets.module.css'
import { MeasureFacet } from './MeasureFacet'
import { ValueFacet } from './ValueFacet'

type Props = {
  facet: FacetName
  info: Field | undefined
  asked: Asked
  isOpen: boolean
  onOpen: (open: boolean) => void
  /** Of one that was added. */
  onRemove: (() => void) | undefined
}

export function Facet({ facet: { field, measure }, info, asked, isOpen, onOpen, onRemove }: Props) {
  const { t } = useTranslation('explorer')
  const setText = useSetText()
  const body = useId()
  const choice = choiceOf(asked.text, field)
  const chosen = choice.only.length + choice.not.length + (choice.bounds ? 1 : 0)
  const Chevron = isOpen ? IconChevronDown : IconChevronRight
  return (
    <div className={classes.facet}>
      <div className={classes.head}>
        <button
          type="button"
          className={classes.title}
          aria-expanded={isOpen}
          aria-controls={body}
          title={info ? `${field}: ${info.doc}` : field}
          onClick={() => onOpen(!isOpen)}
        >
          <Chevron size={13} aria-hidden />
          <span>{labelOf(field, asked.event)}</span>
        </button>
        {chosen > 0 && (
          <button
            type="button"
            className={classes.chosen}
            title={t('facets.clear', { field })}
            aria-label={t('facets.clear', { field })}
            onClick={() => setText(withoutField(asked.text, field))}
          >
            {chosen}
            <IconX size={11} aria-hidden />
          </button>
        )}
        {onRemove && (
          <ActionIcon size="xs" variant="subtle" color="gray" aria-label={t('facets.remove', { field })} onClick={onRemove}>
            <IconX size={12} aria-hidden />
          </ActionIcon>
        )}
      </div>
      {isOpen && (
        <div id={body} className={classes.body}>
          {measure ? <MeasureFacet asked={asked} field={field} unit={info?.unit ?? ''} /> : <ValueFacet asked={asked} field={field} />}
        </div>
      )}
    </div>
  )
}
