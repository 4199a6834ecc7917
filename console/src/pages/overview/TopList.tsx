/** The values of one field with the most views: a bar behind each, its part of all beside it. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

import { question } from '~/api/queries'
import { exclude, term } from '~/lib/search-text'
import { useFormat } from '~/lib/use-format'
import { Loaded } from '~/ui/Loaded'
import { Panel } from '~/ui/Panel'
import { Only } from './Only'
import overview from './Overview.module.css'
import { top } from './questions'
import { readTop, type Entry } from './top-entries'
import classes from './TopList.module.css'
import { useNarrow, useOverview } from './use-overview'

export function TopList({ title, field }: { title: string; field: string }) {
  const { t } = useTranslation('overview')
  const { asking, explorer } = useOverview()
  const options = question(top(asking, field))
  const answer = useQuery(options)
  const toAll = explorer({ event: 'view', tab: 'analytics', shape: 'toplist', fn: 'count', by: [field] })
  return (
    <Panel title={title} stale={answer.isPlaceholderData} aside={<Link className={overview.aside} {...toAll} aria-label={`${t('top.more')}: ${title}`}>{t('top.more')}</Link>}>
      <Loaded query={answer} queryKey={options.queryKey} skeleton={196}>
        {(data) => {
          const entries = readTop(data)
          const known = entries.some(({ value, rest }) => value !== null || rest)
          if (!known) return <p className="muted">{t('top.none')}</p>
          return (
            <ol className={classes.list} aria-label={title}>
              {entries.map((entry) => <Row key={JSON.stringify(entry)} field={field} entry={entry} entries={entries} />)}
            </ol>
          )
        }}
      </Loaded>
    </Panel>
  )
}

type RowProps = { field: string; entry: Entry; entries: Entry[] }

function Row({ field, entry, entries }: RowProps) {
  const { t } = useTranslation('overview')
  const { t: common } = useTranslation()
  const { explorer } = useOverview()
  const { leaveOut } = useNarrow()
  const format = useFormat()
  const { value, rest, views, part, length } = entry
  const q = rest ? entries.filter((one) => !one.rest).map((one) => exclude(field, one.value)).join(' ') : term(field, value)
  const said = rest ? t('top.rest') : (value ?? common('noValue'))
  return (
    <li className={classes.row}>
      <span className={classes.bar} style={{ width: `${length * 100}%` }} aria-hidden />
      <Link
        className={classes.link}
        data-quiet={rest || value === null || undefined}
        {...explorer({ event: 'view', q })}
        title={`${said}: ${t('top.hint', { value: format.count(views), share: format.share(part) })}`}
        onClick={(event) => {
          if (!event.altKey || rest) return
          event.preventDefault()
          leaveOut(field, value)
        }}
      >
        {said}
      </Link>
      {!rest && <Only field={field} value={value} said={said} />}
      <span className={`${classes.views} num`}>{format.count(views)}</span>
      <span className={`${classes.share} num`}>{format.share(part)}</span>
    </li>
  )
}
