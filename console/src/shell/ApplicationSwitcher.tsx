/** The application that the page is about, and the others. */
import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'

import { applications } from '~/api/queries'
import { keepLastApplication } from './last-application'

export function ApplicationSwitcher() {
  const { t } = useTranslation('shell')
  const { applicationId } = useParams({ strict: false })
  const navigate = useNavigate()
  const { data = [] } = useQuery(applications())
  const current = data.find(({ application_id }) => application_id === applicationId)
  useEffect(() => {
    if (current) keepLastApplication(current.application_id)
  }, [current])
  // The same page with the same question, of the other application.
  const go = (id: string) =>
    applicationId
      ? navigate({ to: '.', params: { applicationId: id }, search: (old: object) => ({ ...old, panel: undefined }) })
      : navigate({ to: '/a/$applicationId/overview', params: { applicationId: id } })
  return (
    <Menu>
      <Menu.Target>
        <Button variant="subtle" color="gray" rightSection={<IconChevronDown size={14} />} aria-label={t('application')}>
          {current?.name ?? t('allApplications')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {data.map(({ application_id, name }) => (
          <Menu.Item key={application_id} onClick={() => void go(application_id)}>
            {name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item component={Link} to="/applications">
          {t('allApplications')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
