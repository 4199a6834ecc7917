/** The list: facets, the timeline, the table, and the open event beside them. */
import { Button, Drawer } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useCallback, useRef } from 'react'
import { useTranslation } from 'react-i18next'

import { ApiError } from '~/api/client'
import type { EventJson } from '~/api/queries'
import { fieldsOf } from '~/lib/search-terms'
import { idTerms } from '~/lib/search-text'
import { useFormat } from '~/lib/use-format'
import { Empty, Failed } from '~/ui/Loaded'
import { keyOf } from './event-key'
import { ExportProgress, type useExport } from './export/Export'
import { FacetRail } from './facets/FacetRail'
import classes from './Explorer.module.css'
import { EventPanel } from './panel/EventPanel'
import type { Asked } from './questions'
import { Reading } from './Reading'
import { EventTable } from './table/EventTable'
import { useFieldMap } from './table/use-columns'
import { Timeline } from './timeline/Timeline'
import { useExplorer, useOpenKey, useSetExplorer, useSetText } from './use-explorer'
import type { useList } from './use-list'

type Props = {
  total: number | undefined
  list: ReturnType<typeof useList>
  attributes: readonly string[]
  exporting: ReturnType<typeof useExport>
  facets: { isOpen: boolean; close: () => void }
}

export function List({ total, list, attributes, exporting, facets }: Props) {
  return (
    <div className={classes.list}>
      <Facets asked={list.counted} attributes={attributes} {...facets} />
      <div className={classes.main}>
        <Timeline asked={list.counted} />
        <Table total={total} list={list} exporting={exporting} />
      </div>
      <EventPanel rows={list.rows} range={list.asked.range} />
    </div>
  )
}

/** Drawn again for each event that is opened, as little else is. */
function Table({ total, list, exporting }: Pick<Props, 'total' | 'list' | 'exporting'>) {
  const { event } = useExplorer()
  const open = useOpenKey()
  const set = useSetExplorer()
  const { query, rows, live } = list
  const toTop = useRef<() => void>(undefined)
  const onReady = useCallback((scroll: () => void) => void (toTop.current = scroll), [])
  const onOpen = (row: EventJson) => set({ panel: keyOf(row, event) }, { replace: open !== undefined })
  const onMore = useCallback(() => {
    if (!query.isFetchingNextPage) void query.fetchNextPage()
  }, [query.isFetchingNextPage, query.fetchNextPage])
  const onGroup = useCallback((field: string) => set({ tab: 'analytics', by: [field], panel: undefined }), [set])
  const showNew = () => {
    live.show()
    toTop.current?.()
  }
  return (
    <div className={classes.tableBox}>
      {list.isLive && <LiveLine waiting={live.waiting} error={live.error} onShow={showNew} />}
      <EventTable
        rows={rows}
        total={total}
        isLoading={query.isPending}
        isStale={query.isPlaceholderData}
        hasMore={query.hasNextPage && !query.isError}
        onMore={onMore}
        open={open}
        onOpen={onOpen}
        onGroup={onGroup}
        onHeld={list.setHeld}
        onReady={onReady}
        live={list.isLive}
        end={<End list={list} total={total} />}
      />
      <Reading asked={list.asked} query={query} />
      {exporting.state && <ExportProgress state={exporting.state} onStop={exporting.stop} />}
    </div>
  )
}

function Facets({ asked, attributes, isOpen, close }: { asked: Asked } & Pick<Props, 'attributes'> & Props['facets']) {
  const { t } = useTranslation('explorer')
  const narrow = useMediaQuery('(max-width: 1000px)', false, { getInitialValueInEffect: false })
  const rail = <FacetRail asked={asked} attributes={attributes} />
  if (!narrow) {
    return (
      <aside className={classes.facets} aria-label={t('facets.title')}>
        {rail}
      </aside>
    )
  }
  return (
    <Drawer opened={isOpen} onClose={close} title={t('facets.title')} size={320} closeButtonProps={{ 'aria-label': t('close', { ns: 'common' }) }}>
      {rail}
    </Drawer>
  )
}

function LiveLine({ waiting, error, onShow }: { waiting: number; error: unknown; onShow: () => void }) {
  const { t } = useTranslation('explorer')
  const format = useFormat()
  return (
    <div className={classes.live} role="status" data-failed={error ? true : undefined}>
      <span className={classes.dot} aria-hidden />
      {error ? t('live.failed') : waiting === 0 ? t('live.on') : t('live.held')}
      {waiting > 0 && (
        <Button size="compact-xs" onClick={onShow}>
          {t('live.show', { count: waiting, shown: format.count(waiting) })}
        </Button>
      )}
    </div>
  )
}

/** What stands under the last row: more on its way, the end, nothing, or what went wrong. */
function End({ list: { query, rows }, total }: { list: Props['list']; total: number | undefined }) {
  const { t } = useTranslation('explorer')
  const format = useFormat()
  const { event, text } = useExplorer()
  const known = useFieldMap()
  const setText = useSetText()
  const { error } = query
  if (error && rows.length > 0) {
    return (
      <>
        {t('table.moreFailed')}
        <Button size="compact-xs" variant="default" onClick={() => void query.fetchNextPage()}>
          {t('retry', { ns: 'common' })}
        </Button>
      </>
    )
  }
  if (error instanceof ApiError && error.pointer === '/filter') return <Empty title={t('table.unread')} hint={t('table.unreadHint')} />
  if (error) return <Failed error={error} onRetry={() => void query.refetch()} />
  if (query.isPending) return null
  if (rows.length === 0) {
    const unknown = known.size === 0 ? undefined : fieldsOf(text).find((field) => !known.has(field))
    const hint = unknown && t('table.unknownField', { field: unknown, what: t(`event.${event}`, { ns: 'common' }).toLocaleLowerCase() })
    const ids = idTerms(text)
    return (
      <Empty hint={hint ?? (ids.length > 0 ? t('table.words') : undefined)}>
        {ids.map((term) => (
          <Button key={term} onClick={() => setText(term)}>
            {t('search.lookFor', { term })}
          </Button>
        ))}
        {text !== '' && (
          <Button variant="default" onClick={() => setText('')}>
            {t('table.noFilter')}
          </Button>
        )}
      </Empty>
    )
  }
  if (query.hasNextPage) return t('table.more', { shown: format.count(rows.length), total: format.count(total) })
  return t('table.all', { count: rows.length, shown: format.count(rows.length) })
}
