/** The application that the page is about, and the others; with a field to find one when they are many. */
import { Button, Combobox, useCombobox } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { applications, me } from '~/api/queries'
import { filter } from '~/lib/fuzzy'
import classes from './ApplicationSwitcher.module.css'
import { keepLastApplication } from './last-application'
import { useGoToApplication } from './use-go-to-application'

/** Beyond so many there is a field to find one. */
const SEARCH_FROM = 9

export function ApplicationSwitcher() {
  const { t } = useTranslation('shell')
  const { applicationId } = useParams({ strict: false })
  const { data = [] } = useQuery(applications())
  const current = data.find(({ application_id }) => application_id === applicationId)
  const [sought, setSought] = useState('')
  const go = useGoToApplication()
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption()
      setSought('')
    },
    onDropdownOpen: () => {
      combobox.focusSearchInput()
      combobox.selectActiveOption()
    },
  })
  useEffect(() => {
    if (current) keepLastApplication(current.application_id)
  }, [current])
  const found = filter(sought, data, ({ name }) => name)
  return (
    <Combobox
      store={combobox}
      position="bottom-start"
      width={260}
      shadow="md"
      onOptionSubmit={(id) => {
        combobox.closeDropdown()
        go(id)
      }}
    >
      <Combobox.Target targetType="button">
        <Button className={classes.current} variant="subtle" color="gray" rightSection={<IconChevronDown size={14} aria-hidden />} onClick={() => combobox.toggleDropdown()} aria-label={t('applicationIs', { name: current?.name ?? t('allApplications') })}>
          <span className={classes.name} title={current?.name}>{current?.name ?? t('allApplications')}</span>
        </Button>
      </Combobox.Target>
      <Combobox.Dropdown>
        {data.length >= SEARCH_FROM && (
          <Combobox.Search
            value={sought}
            onChange={(event) => {
              setSought(event.currentTarget.value)
              combobox.updateSelectedOptionIndex()
            }}
            placeholder={t('findApplication')}
            aria-label={t('findApplication')}
          />
        )}
        <Combobox.Options mah={320} style={{ overflowY: 'auto' }} aria-label={t('application')}>
          {found.map(({ application_id, name }) => (
            <Combobox.Option key={application_id} value={application_id} active={application_id === applicationId} className={classes.option}>
              {name}
            </Combobox.Option>
          ))}
          {found.length === 0 && <Combobox.Empty>{t('noApplicationFound')}</Combobox.Empty>}
        </Combobox.Options>
        <Footer onLeave={() => combobox.closeDropdown()} />
      </Combobox.Dropdown>
    </Combobox>
  )
}

/** The ways to the list, and to one more for those who may. */
function Footer({ onLeave }: { onLeave: () => void }) {
  const { t } = useTranslation('shell')
  const { data: reader } = useQuery(me())
  return (
    <Combobox.Footer className={classes.footer}>
      <Link to="/applications" onClick={onLeave}>
        {t('allApplications')}
      </Link>
      {reader && reader.scope !== 'read' && (
        <Link to="/applications/new" onClick={onLeave}>
          {t('createApplication')}
        </Link>
      )}
    </Combobox.Footer>
  )
}
