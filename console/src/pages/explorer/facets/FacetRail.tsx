/** Facets of the kind of event, in groups; each asks only while it is open. Any field can be added. */
import { useTranslation } from 'react-i18next'

import type { Asked } from '../questions'
import { isNumeric } from '../table/columns'
import { useFieldMap } from '../table/use-columns'
import { DEFAULT_FACETS, FACET_GROUPS, type FacetName } from './defaults'
import { Facet } from './Facet'
import classes from './Facets.module.css'
import { FieldSelect } from './FieldSelect'
import { useFacetChoices } from './open-facets'

type Props = { asked: Asked; attributes: readonly string[] }

export function FacetRail({ asked, attributes }: Props) {
  const { t } = useTranslation('explorer')
  const { event } = asked
  const choices = useFacetChoices(event)
  const known = useFieldMap()
  const own = choices.added.map((field): FacetName => ({ field, ...(isNumeric(known.get(field)) ? { measure: true } : {}) }))
  const groups = own.length > 0 ? [{ name: 'own' as const, facets: own }, ...FACET_GROUPS[event]] : FACET_GROUPS[event]
  const there = [...DEFAULT_FACETS[event].map(({ field }) => field), ...choices.added]
  return (
    <div className={classes.rail}>
      <h2 className="visually-hidden">{t('facets.title')}</h2>
      <FieldSelect label={t('facets.add')} event={event} attributes={attributes} without={there} onChoose={choices.add} />
      {groups.map(({ name, facets }) => (
        <section key={name} aria-label={t(`facets.${name}`)}>
          <h3 className={classes.group}>{t(`facets.${name}`)}</h3>
          {facets.map((facet) => (
            <Facet
              key={facet.field}
              facet={facet}
              info={known.get(facet.field)}
              asked={asked}
              isOpen={choices.isOpen(facet.field, facet.open ?? false)}
              onOpen={(open) => choices.setOpen(facet.field, open)}
              onRemove={name === 'own' ? () => choices.remove(facet.field) : undefined}
            />
          ))}
        </section>
      ))}
    </div>
  )
}
