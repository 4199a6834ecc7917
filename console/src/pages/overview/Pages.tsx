/** The pages that are opened most, and those whose slowness costs visitors most. One question. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

import { records, type Answer } from '~/api/ask'
import { question } from '~/api/queries'
import { term } from '~/lib/search-text'
import { useFormat } from '~/lib/use-format'
import { DataTable, type Column } from '~/ui/DataTable'
import { Empty, Loaded } from '~/ui/Loaded'
import { Panel } from '~/ui/Panel'
import classes from './Overview.module.css'
import { onlyColumn } from './Only'
import { FAILED, LCP, measured, PAGE, pages, PAGES_MAX } from './questions'
import { Rated } from './Rated'
import { slowest, type Page, type Slow } from './score'
import { useOverview, useReading } from './use-overview'

/** Rows of each list. */
const SHOWN = 8
const HEIGHT = 28 + SHOWN * 32

/** Without the row that sums up what is past the limit. */
export function readPages(answer: Answer): Page[] {
  const all = records(answer).map((row) => ({
    name: row[PAGE] === null ? null : String(row[PAGE]),
    views: Number(row.views),
    failed: Number(row.failed),
    lcp: row.lcp as number | null,
    measured: Number(row.measured),
  }))
  return all.slice(0, PAGES_MAX)
}

export function Pages() {
  const { t } = useTranslation('overview')
  const reading = useReading()
  const { asking, explorer } = useOverview()
  const options = question(pages(asking))
  const answer = useQuery(options)
  const all = answer.data && readPages(answer.data)
  const toAll = explorer({ event: 'view', tab: 'analytics', shape: 'toplist', fn: 'count', by: [PAGE] })
  return (
    <div className={classes.two}>
      <Panel title={t('pages.top')} stale={answer.isPlaceholderData} aside={<Link className={classes.aside} {...toAll}>{t('pages.all')}</Link>}>
        <Loaded query={answer} queryKey={options.queryKey} what={reading} skeleton={HEIGHT}>
          {() => <Top pages={all ?? []} />}
        </Loaded>
      </Panel>
      <Panel title={t('pages.slowest')} stale={answer.isPlaceholderData} aside={<Among pages={all ?? []} />}>
        <Loaded query={answer} queryKey={options.queryKey} what={reading} skeleton={HEIGHT}>
          {() => <Slowest pages={all ?? []} />}
        </Loaded>
      </Panel>
    </div>
  )
}

function Among({ pages }: { pages: Page[] }) {
  const { t } = useTranslation('overview')
  const format = useFormat()
  if (pages.length < PAGES_MAX) return null
  return <span className={classes.aside}>{t('pages.among', { value: format.count(PAGES_MAX) })}</span>
}

/** Columns that both lists have. */
function useColumns() {
  const { t } = useTranslation('overview')
  const { explorer, series } = useOverview()
  const format = useFormat()
  const its = (page: Page) => term(PAGE, page.name)
  const name: Column<Page> = {
    id: 'page',
    header: t('pages.page'),
    value: ({ name }) => name ?? t('pages.unnamed'),
  }
  const lcp: Column<Page> = {
    id: 'lcp',
    header: t('pages.lcp'),
    title: t('pages.lcpTitle'),
    value: (page) => page.lcp,
    unit: 'ns',
    width: '92px',
    cell: (page) => (
      <Rated vital={LCP} value={page.lcp} n={page.measured} link={series({ event: 'view', fn: 'p75', field: LCP.field, q: `${its(page)} ${measured(LCP)}` })} />
    ),
  }
  const failed: Column<Page> = {
    id: 'failed',
    header: t('pages.failed'),
    title: t('pages.failedTitle'),
    value: (page) => (page.views > 0 ? page.failed / page.views : null),
    unit: 'share',
    width: '76px',
    least: true,
    cell: (page) => (
      <Link className={classes.cell} title={t('tiles.failedViews', { value: format.count(page.failed) })} {...explorer({ event: 'view', q: `${its(page)} ${FAILED}` })}>
        {format.share(page.failed / page.views)}
      </Link>
    ),
  }
  const only = onlyColumn<Page>(t('filter.narrow'), (page) => ({ field: PAGE, value: page.name, said: page.name ?? t('pages.unnamed') }))
  const rowLink = (page: Page) => explorer({ event: 'view', q: its(page) })
  return { name, only, lcp, failed, rowLink }
}

const keyOf = ({ name }: Page) => JSON.stringify(name)

function Top({ pages }: { pages: Page[] }) {
  const { t } = useTranslation('overview')
  const { name, only, lcp, failed, rowLink } = useColumns()
  const views: Column<Page> = { id: 'views', header: t('pages.views'), value: (page) => page.views, unit: '', bar: true, width: '26%' }
  return <DataTable label={t('pages.top')} columns={[name, only, views, lcp, failed]} rows={pages.slice(0, SHOWN)} rowKey={keyOf} rowLink={rowLink} />
}

function Slowest({ pages }: { pages: Page[] }) {
  const { t } = useTranslation('overview')
  const { explorer } = useOverview()
  const { name, only, lcp, rowLink } = useColumns()
  const format = useFormat()
  const threshold = format.chosen(LCP.good, 'ns')
  const slow = slowest(pages, LCP)
  if (slow.length === 0) return <Empty title={t('pages.fast')} hint={t('pages.fastHint', { threshold })} />
  const itsMeasured = ({ name: of }: Slow) => explorer({ event: 'view', q: `${term(PAGE, of)} ${measured(LCP)}` })
  const explained = (page: Slow) =>
    t('pages.score', {
      views: format.count(page.measured),
      excess: format.duration(page.excess),
      threshold,
      score: format.duration(page.score),
      part: format.share(page.part),
    })
  const impact: Column<Slow> = {
    id: 'impact',
    header: t('pages.impact'),
    title: t('pages.impactTitle', { threshold }),
    value: ({ part }) => part,
    unit: 'share',
    bar: true,
    width: '26%',
    cell: (page) => <Link className={`${classes.cell} num`} title={explained(page)} {...itsMeasured(page)}>{format.share(page.part)}</Link>,
  }
  const count: Column<Slow> = {
    id: 'measured',
    header: t('pages.measured'),
    title: t('pages.measuredTitle'),
    value: (page) => page.measured,
    unit: '',
    width: '84px',
    least: true,
    cell: (page) => (
      <Link className={`${classes.cell} num`} {...itsMeasured(page)}>
        {format.count(page.measured)}
      </Link>
    ),
  }
  return <DataTable label={t('pages.slowest')} columns={[name as Column<Slow>, only as Column<Slow>, impact, lcp as Column<Slow>, count]} rows={slow.slice(0, SHOWN)} rowKey={keyOf} rowLink={rowLink} />
}
