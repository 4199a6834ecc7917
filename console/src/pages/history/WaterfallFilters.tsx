/** Which resources the waterfall shows: by type, host and text; the URL keeps it. */
import { Select } from '@mantine/core'
import { useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

import { useFormat } from '~/lib/use-format'
import type { HistorySearch } from '~/search-params'
import filters from './Filters.module.css'
import { Look } from './Look'
import { useChange } from './use-selection'
import { counted, type Entry } from './waterfall'

export function WaterfallFilters({ all, shown }: { all: Entry[]; shown: number }) {
  const { t } = useTranslation('history')
  const format = useFormat()
  const change = useChange()
  const { types = [], host, q = '' }: HistorySearch = useSearch({ strict: false })
  const byType = useMemo(() => counted(all, ({ type }) => type), [all])
  const byHost = useMemo(() => counted(all, (entry) => entry.host), [all])
  const toggle = (type: string) => {
    const next = types.includes(type) ? types.filter((one) => one !== type) : [...types, type]
    change({ types: next.length > 0 ? next : undefined }, true)
  }
  return (
    <div className={filters.filters} role="group" aria-label={t('waterfallFilters')}>
      <button type="button" className={filters.kind} aria-pressed={types.length === 0} data-chosen={types.length === 0} onClick={() => change({ types: undefined }, true)}>
        {t('allTypes')} <span className="num">{format.count(all.length)}</span>
      </button>
      {byType.map(({ value, count }) => (
        <button key={value} type="button" className={filters.kind} aria-pressed={types.includes(value)} data-chosen={types.includes(value)} onClick={() => toggle(value)}>
          {value} <span className="num">{format.count(count)}</span>
        </button>
      ))}
      <span className={filters.space} />
      <span role="status" className="muted num">
        {shown < all.length ? t('shownOf', { n: format.count(shown), all: format.count(all.length) }) : ''}
      </span>
      <Select
        className={filters.host}
        aria-label={t('host')}
        placeholder={t('allHosts')}
        clearable
        searchable
        value={host ?? null}
        data={byHost.map(({ value, count }) => ({ value, label: `${value} (${count})` }))}
        onChange={(value) => change({ host: value ?? undefined }, true)}
      />
      <Look label={t('lookUrl')} text={q} onLook={(text) => change({ q: text === '' ? undefined : text }, true)} />
    </div>
  )
}
