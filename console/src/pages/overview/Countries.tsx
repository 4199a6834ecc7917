/** Where visitors are: a map to see it at a glance, and a table that says the same. */
import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useCallback } from 'react'
import { useTranslation } from 'react-i18next'

import { question } from '~/api/queries'
import { choiceOf } from '~/lib/search-terms'
import { term } from '~/lib/search-text'
import { DataTable, type Column } from '~/ui/DataTable'
import { Empty, Loaded } from '~/ui/Loaded'
import { Panel } from '~/ui/Panel'
import { Attribution } from './Attribution'
import { readCountries, type Country } from './country'
import { useCountryName } from '~/lib/use-country-name'
import classes from './Countries.module.css'
import { onlyColumn } from './Only'
import { countries, COUNTRY, LCP, measured } from './questions'
import { Rated } from './Rated'
import { useNarrow, useOverview, useReading } from './use-overview'

const WorldMap = lazy(() => import('./WorldMap').then((found) => ({ default: found.WorldMap })))
const HEIGHT = 400

export function Countries() {
  const { t } = useTranslation('overview')
  const reading = useReading()
  const { asking } = useOverview()
  const { only, leaveOut } = useNarrow()
  const options = question(countries(asking))
  const answer = useQuery(options)
  // Picked once more, it lets the others in again.
  const chosen = choiceOf(asking.q, COUNTRY).only[0] ?? undefined
  const pick = useCallback(
    (code: string, out: boolean) => (out ? leaveOut(COUNTRY, code) : only(COUNTRY, code === chosen ? undefined : code)),
    [chosen, leaveOut, only],
  )
  return (
    <Panel title={t('countries.heading')} stale={answer.isPlaceholderData} aside={<Attribution />}>
      <Loaded query={answer} queryKey={options.queryKey} what={reading} skeleton={HEIGHT}>
        {(data) => {
          const found = readCountries(data)
          if (!found.some(({ code }) => code !== null)) return <Empty title={t('countries.none')} hint={t('countries.noneHint')} />
          return (
            <div className={classes.both}>
              <Suspense fallback={<Skeleton height={HEIGHT} />}>
                <WorldMap countries={found} chosen={chosen} onPick={pick} />
              </Suspense>
              <Table rows={found} />
            </div>
          )
        }}
      </Loaded>
    </Panel>
  )
}

function Table({ rows }: { rows: Country[] }) {
  const { t } = useTranslation('overview')
  const { explorer, series } = useOverview()
  const nameOf = useCountryName()
  const say = ({ code }: Country) => (code === null ? t('countries.unknown') : nameOf(code))
  const where = ({ code }: Country) => term(COUNTRY, code)
  const columns: Column<Country>[] = [
    {
      id: 'country',
      header: t('countries.country'),
      value: say,
      cell: (row) => <span className={row.code === null ? 'muted' : undefined} title={row.code === null ? t('countries.unknownTitle') : say(row)}>{say(row)}</span>,
    },
    onlyColumn(t('filter.narrow'), (row) => ({ field: COUNTRY, value: row.code, said: say(row) })),
    { id: 'views', header: t('pages.views'), value: ({ views }) => views, unit: '', bar: true, width: '30%' },
    {
      id: 'lcp',
      header: t('pages.lcp'),
      title: t('pages.lcpTitle'),
      value: ({ lcp }) => lcp,
      unit: 'ns',
      width: '92px',
      cell: (row) => <Rated vital={LCP} value={row.lcp} n={row.measured} link={series({ event: 'view', fn: 'p75', field: LCP.field, q: `${where(row)} ${measured(LCP)}` })} />,
    },
  ]
  return (
    <DataTable
      label={t('countries.table')}
      columns={columns}
      rows={rows}
      rowKey={({ code }) => String(code)}
      rowLink={(row) => explorer({ event: 'view', q: where(row) })}
      maxHeight={HEIGHT}
      compact
    />
  )
}
