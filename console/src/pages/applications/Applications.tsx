/** Every application and how its intake is; on the first visit the one way to begin. */
import { Button, Group, Skeleton, Tooltip } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

import { applications } from '~/api/queries'
import { Loaded } from '~/ui/Loaded'
import { ApplicationRow } from './ApplicationRow'
import classes from './applications.module.css'
import { useMay, type Application } from './use-application'

const COLUMNS = ['perMinute', 'last', 'dropped', 'sessions', 'errors'] as const

export function Applications() {
  const query = useQuery(applications())
  return (
    <Loaded query={query} skeleton={<ListSkeleton />}>
      {(all) => (all.length === 0 ? <FirstVisit /> : <List all={all} />)}
    </Loaded>
  )
}

function List({ all }: { all: Application[] }) {
  const { t } = useTranslation('applications')
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <h1>{t('title')}</h1>
        <Group gap="md">
          <Link to="/people">{t('peopleAndTokens')}</Link>
          <CreateButton />
        </Group>
      </header>
      <table className={classes.list}>
        <thead>
          <tr>
            <th scope="col">{t('list.name')}</th>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" className={classes.number}>
                {t(`list.${column}`)}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {all.map((application) => (
            <ApplicationRow key={application.application_id} application={application} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function FirstVisit() {
  const { t } = useTranslation('applications')
  const may = useMay()
  return (
    <section className={classes.first} aria-labelledby="first">
      <img src="/icon.svg" alt="" width={40} height={40} />
      <h1 id="first">{t('first.title')}</h1>
      <p>{t('first.what')}</p>
      <p className="muted">{t('first.next')}</p>
      {may.known && !may.write && <p role="status">{t('readOnly')}</p>}
      <CreateButton size="sm" />
      <Link to="/people" className={classes.quiet}>
        {t('peopleAndTokens')}
      </Link>
    </section>
  )
}

function CreateButton({ size = 'xs' }: { size?: 'xs' | 'sm' }) {
  const { t } = useTranslation('applications')
  const may = useMay()
  const icon = <IconPlus size={14} aria-hidden />
  if (may.write) {
    return (
      <Button renderRoot={(props) => <Link to="/applications/new" {...props} />} size={size} leftSection={icon}>
        {t('create')}
      </Button>
    )
  }
  return (
    <Tooltip label={t('readOnlyShort')} disabled={!may.known}>
      {/* Stays in the tab order, so that the reason is heard. */}
      <Button size={size} leftSection={icon} data-disabled aria-disabled onClick={(event) => event.preventDefault()}>
        {t('create')}
      </Button>
    </Tooltip>
  )
}

function ListSkeleton() {
  return (
    <div className={classes.page}>
      <Skeleton height={28} width={160} mb="lg" />
      {[0, 1, 2].map((row) => (
        <Skeleton key={row} height={52} mb="sm" />
      ))}
    </div>
  )
}
