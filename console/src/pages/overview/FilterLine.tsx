/** What narrows the whole page: the search text, and its most wanted terms as chips. */
import { ActionIcon, TextInput } from '@mantine/core'
import { IconSearch, IconX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useCountryName } from './country-name'
import classes from './FilterLine.module.css'
import { COUNTRY } from './questions'
import { QuickSelect } from './QuickSelect'
import { useNarrow, useOverview } from './use-overview'

export function FilterLine() {
  const { t } = useTranslation('overview')
  const countryName = useCountryName()
  return (
    <div className={classes.line} role="search" aria-label={t('filter.label')}>
      <SearchText />
      <QuickSelect field="env" name={t('filter.env')} />
      <QuickSelect field="version" name={t('filter.release')} />
      <QuickSelect field={COUNTRY} name={t('filter.country')} say={countryName} />
    </div>
  )
}

/** The text as it is written, and in the URL once Enter is pressed or the field is left. */
function SearchText() {
  const { t } = useTranslation('overview')
  const { asking } = useOverview()
  const { setText } = useNarrow()
  const [draft, setDraft] = useState(asking.q)
  useEffect(() => setDraft(asking.q), [asking.q])
  const apply = () => draft.trim() !== asking.q && setText(draft)
  const clear = (
    <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t('filter.clear')} onClick={() => setText('')}>
      <IconX size={14} />
    </ActionIcon>
  )
  return (
    <form
      className={classes.text}
      onSubmit={(event) => {
        event.preventDefault()
        apply()
      }}
    >
      <TextInput
        aria-label={t('filter.label')}
        placeholder={t('filter.placeholder')}
        title={t('filter.apply')}
        classNames={{ input: draft ? 'mono' : undefined }}
        leftSection={<IconSearch size={14} />}
        rightSection={asking.q ? clear : null}
        value={draft}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={apply}
        onKeyDown={(event) => event.key === 'Escape' && setDraft(asking.q)}
      />
    </form>
  )
}
