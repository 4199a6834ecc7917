/** A box that offers the fields of a kind of event, and attributes that were seen, and takes one at a time. */
import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { fields } from '~/api/queries'
import { useAttributePaths } from '../use-attributes'

const SHOWN = 60
/** What could be a path that nobody has sent yet, or not in the events at hand. */
const PATH = /^[\w$@-]+(\.[\w$@-]+)+$/

type Props = {
  label: string
  event: string
  /** Those of the events at hand. */
  attributes: readonly string[]
  without: readonly string[]
  onChoose: (field: string) => void
  /** Inside something that closes on a click outside. */
  within?: boolean
}

export function FieldSelect({ label, event, attributes: atHand, without, onChoose, within = false }: Props) {
  const { t } = useTranslation('explorer')
  const [typed, setTyped] = useState('')
  const [isOpened, setOpened] = useState(false)
  const attributes = useAttributePaths(event, atHand, isOpened)
  const { data = [] } = useQuery(fields(event))
  const options = useMemo(() => {
    const gone = new Set(without)
    const named = data.filter(({ type, field }) => type !== 'json' && type !== 'element' && !gone.has(field)).map(({ field }) => field)
    named.sort((a, b) => Number(a.startsWith('_')) - Number(b.startsWith('_')) || a.localeCompare(b))
    const all = [...named, ...attributes.filter((path) => !gone.has(path) && !named.includes(path))]
    return PATH.test(typed) && !all.includes(typed) && !gone.has(typed) ? [...all, typed] : all
  }, [data, without, attributes, typed])
  return (
    <Select
      aria-label={label}
      placeholder={label}
      data={options}
      value={null}
      onChange={(field) => field && onChoose(field)}
      searchValue={typed}
      onSearchChange={setTyped}
      onDropdownOpen={() => setOpened(true)}
      searchable
      openOnFocus={false}
      limit={SHOWN}
      nothingFoundMessage={t('facets.noField')}
      comboboxProps={{ width: 300, position: 'bottom-start', withinPortal: !within }}
      maxDropdownHeight={300}
    />
  )
}
