/** One field's values as a menu, in the order of how many views have them; the chosen one as a chip. */
import { ActionIcon, Button, Loader, Menu } from '@mantine/core'
import { IconCheck, IconChevronDown, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { facets } from '~/api/queries'
import { choiceOf } from '~/lib/search-terms'
import { useFormat } from '~/lib/use-format'
import { useSentence } from '~/ui/Loaded'
import classes from './FilterLine.module.css'
import { useNarrow, useOverview } from './use-overview'

const VALUES_MAX = 50

type Props = {
  field: string
  name: string
  /** How a value is said, where that is not the value itself. */
  say?: (value: string) => string
}

export function QuickSelect({ field, name, say = String }: Props) {
  const { t } = useTranslation('overview')
  const { asking } = useOverview()
  const { only } = useNarrow()
  const [opened, setOpened] = useState(false)
  const { t: common } = useTranslation()
  const chosen = choiceOf(asking.q, field).only
  const isSet = chosen.length > 0
  const values = chosen.map((value) => (value === null ? common('noValue') : say(value))).join(', ')
  return (
    <span className={classes.chip} data-set={isSet || undefined}>
      <Menu opened={opened} onChange={setOpened} width={240}>
        <Menu.Target>
          <Button h={32} variant={isSet ? 'subtle' : 'default'} rightSection={<IconChevronDown size={14} />} classNames={{ label: classes.value }}>
            {isSet ? `${name}: ${values}` : name}
          </Button>
        </Menu.Target>
        <Menu.Dropdown className={classes.list}>{opened && <Values field={field} chosen={chosen} say={say} onChoose={(value) => only(field, value)} />}</Menu.Dropdown>
      </Menu>
      {isSet && (
        <ActionIcon variant="subtle" size="sm" aria-label={t('filter.remove', { name, value: values })} onClick={() => only(field, undefined)}>
          <IconX size={14} />
        </ActionIcon>
      )}
    </span>
  )
}

type ValuesProps = { field: string; chosen: (string | null)[]; say: (value: string) => string; onChoose: (value: string | undefined) => void }

/** Asked when the menu opens, not before: most visits to the page choose nothing. */
function Values({ field, chosen, say, onChoose }: ValuesProps) {
  const { t } = useTranslation('overview')
  const { asking } = useOverview()
  const format = useFormat()
  const { applicationId, range, q } = asking
  const asked = { application_id: applicationId, event: 'view', from: range.from, to: range.to, filter: q || undefined, fields: [{ field, limit: VALUES_MAX }] }
  const query = useQuery(facets(asked))
  const sentence = useSentence(query.error)
  if (query.isError) return <Menu.Label role="alert">{sentence}</Menu.Label>
  if (!query.data) return <Menu.Label><Loader size={14} /></Menu.Label>
  const found = (query.data.facets[0]?.values ?? []).filter(({ value }) => value !== null)
  return (
    <>
      {chosen.length > 0 && <Menu.Item onClick={() => onChoose(undefined)}>{t('filter.any')}</Menu.Item>}
      {found.length === 0 && <Menu.Label>{t('filter.noValues')}</Menu.Label>}
      {found.map(({ value, count }) => (
        <Menu.Item
          key={String(value)}
          onClick={() => onChoose(String(value))}
          leftSection={<IconCheck size={14} visibility={chosen.includes(String(value)) ? 'visible' : 'hidden'} aria-hidden />}
          rightSection={<span className={`${classes.count} num`}>{format.count(count)}</span>}
        >
          {say(String(value))}
        </Menu.Item>
      ))}
    </>
  )
}
