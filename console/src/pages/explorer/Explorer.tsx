/** Any event: as a list, or as numbers. Which of the two, and of what, is in the URL. */
import { ActionIcon, Button, Skeleton } from '@mantine/core'
import { IconAdjustmentsHorizontal, IconBroadcast } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { ApiError } from '~/api/client'
import { EVENTS } from '~/search-params'
import { EventTabs, useCounts } from './EventTabs'
import classes from './Explorer.module.css'
import { ExportMenu, useExport } from './export/Export'
import { List } from './List'
import { SavedViews } from './saved/SavedViews'
import { SearchBar } from './search/SearchBar'
import { ColumnPicker } from './table/ColumnPicker'
import { useColumns } from './table/use-columns'
import { useAttributes } from './use-attributes'
import { useExplorer, useSetExplorer } from './use-explorer'
import { useAsked, useList } from './use-list'

const Analytics = lazy(() => import('./analytics/Analytics').then((file) => ({ default: file.Analytics })))

export function Explorer() {
  const { search } = useExplorer()
  return search.tab === 'analytics' ? <AsNumbers /> : <AsList />
}

function AsNumbers() {
  const asked = useAsked(false)
  const { counts, isStale, error } = useCounts(asked)
  return (
    <div className={classes.page}>
      <Head counts={counts} isStale={isStale} actions={<SavedViews />} />
      <Search error={error} attributes={[]} />
      <Suspense fallback={<Skeleton height={320} />}>
        <Analytics />
      </Suspense>
    </div>
  )
}

function AsList() {
  const { t } = useTranslation('explorer')
  const list = useList()
  const { asked } = list
  const { counts, isStale, error } = useCounts(list.counted)
  const total = counts[EVENTS.indexOf(asked.event)]
  const attributes = useAttributes(list.rows)
  const { paths } = useColumns()
  const exporting = useExport(asked, total, paths)
  const [facets, setFacets] = useState(false)
  const actions = (
    <>
      <ColumnPicker attributes={attributes} />
      <LiveSwitch />
      <SavedViews />
      <ExportMenu total={total} onStart={(format) => void exporting.start(format)} />
    </>
  )
  return (
    <div className={classes.page} data-fills>
      <Head counts={counts} isStale={isStale} actions={actions} />
      <Search error={error ?? list.query.error} attributes={attributes}>
        <ActionIcon className={classes.facetsButton} variant="default" size={32} aria-label={t('facets.title')} onClick={() => setFacets(true)}>
          <IconAdjustmentsHorizontal size={16} aria-hidden />
        </ActionIcon>
      </Search>
      <List total={total} list={list} attributes={attributes} exporting={exporting} facets={{ isOpen: facets, close: () => setFacets(false) }} />
    </div>
  )
}

type HeadProps = { counts: (number | undefined)[]; isStale: boolean; actions?: React.ReactNode }

function Head({ counts, isStale, actions }: HeadProps) {
  const { t } = useTranslation('explorer')
  return (
    <header className={classes.head}>
      <h1 className="visually-hidden">{t('title')}</h1>
      <EventTabs counts={counts} isStale={isStale} />
      {actions && <div className={classes.actions}>{actions}</div>}
    </header>
  )
}

type SearchProps = { error: unknown; attributes: readonly string[]; children?: React.ReactNode }

function Search({ error, attributes, children }: SearchProps) {
  const wrong = error instanceof ApiError && error.pointer === '/filter' ? error : undefined
  return (
    <div className={classes.search}>
      <ShapeSwitch />
      {children}
      <SearchBar error={wrong} attributes={attributes} />
    </div>
  )
}

/** List or analytics: two links that look like a switch. */
function ShapeSwitch() {
  const { t } = useTranslation('explorer')
  const { applicationId, search } = useExplorer()
  const current = search.tab ?? 'list'
  return (
    <nav className={classes.switch} aria-label={t('tabs.shape')}>
      {(['list', 'analytics'] as const).map((tab) => (
        <Link
          key={tab}
          to="/a/$applicationId/explorer"
          params={{ applicationId }}
          activeOptions={{ exact: true }} // or the list would be taken for current within analytics
          search={{ ...search, panel: undefined, tab: tab === 'list' ? undefined : tab }}
          aria-current={tab === current ? 'page' : undefined}
        >
          {t(`tabs.${tab}`)}
        </Link>
      ))}
    </nav>
  )
}

/** A fixed time has no newer events: then the last quarter of an hour is shown. */
function LiveSwitch() {
  const { t } = useTranslation('explorer')
  const { search } = useExplorer()
  const set = useSetExplorer()
  const isLive = search.live === true
  const toggle = () => set(isLive ? { live: undefined } : { live: true, ...(search.from === undefined ? {} : { range: '15m', from: undefined, to: undefined }) })
  return (
    <Button variant={isLive ? 'light' : 'default'} aria-pressed={isLive} leftSection={<IconBroadcast size={14} aria-hidden />} onClick={toggle}>
      {t('live.title')}
    </Button>
  )
}
