/** The web vitals: each one's p75 with its verdict, how views are spread, and its course. */
import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

import { records, type Cell } from '~/api/ask'
import { question } from '~/api/queries'
import { FEW } from '~/lib/change'
import { useFormat } from '~/lib/use-format'
import { rate, VITALS, type Vital } from '~/lib/vitals'
import { Loaded } from '~/ui/Loaded'
import { RatingBar } from '~/ui/RatingBar'
import { Tile } from '~/ui/Tile'
import { ofPercentile } from './noise'
import classes from './Overview.module.css'
import { values } from './over-time'
import { between, good, measured, poor, sparkStep, vitals, vitalsBefore, vitalsOverTime } from './questions'
import { useOverview, useReading } from './use-overview'

type Row = Record<string, Cell>

export function Vitals() {
  const { t } = useTranslation('overview')
  const reading = useReading()
  const { asking } = useOverview()
  const options = question(vitals(asking))
  const now = useQuery(options)
  const skeleton = (
    <div className={classes.five}>
      {VITALS.map(({ name }) => <Skeleton key={name} height={172} radius={6} />)}
    </div>
  )
  return (
    <section aria-labelledby="vitals-heading">
      <h2 id="vitals-heading" className={classes.heading}>
        {t('vitals.heading')} <span className="muted">{t('vitals.hint')}</span>
      </h2>
      <Loaded query={now} queryKey={options.queryKey} what={reading} skeleton={skeleton}>
        {(answer) => <Cards row={records(answer)[0] ?? {}} stale={now.isPlaceholderData} />}
      </Loaded>
    </section>
  )
}

function Cards({ row, stale }: { row: Row; stale: boolean }) {
  const { t } = useTranslation('overview')
  const { asking } = useOverview()
  const course = useQuery(question(vitalsOverTime(asking))).data
  const before = useQuery(question(vitalsBefore(asking))).data
  const step = sparkStep(asking.range)
  if (VITALS.every(({ name }) => !row[`${name}_n`])) return <p className="muted">{t('vitals.none')}</p>
  return (
    <div className={classes.five}>
      {VITALS.map((vital) => (
        <Card
          key={vital.name}
          vital={vital}
          row={row}
          before={before && (records(before)[0] ?? {})}
          course={course && values(course, `${vital.name}_p75`, asking.range, step)}
          stale={stale}
        />
      ))}
    </div>
  )
}

type CardProps = { vital: Vital; row: Row; before: Row | undefined; course: (number | null)[] | undefined; stale: boolean }

const number = (cell: Cell | undefined) => (typeof cell === 'number' ? cell : null)

function Card({ vital, row, before, course, stale }: CardProps) {
  const { t } = useTranslation('overview')
  const { explorer, series } = useOverview()
  const format = useFormat()
  const { name, field, unit } = vital
  const p75 = number(row[`${name}_p75`])
  const n = number(row[`${name}_n`]) ?? 0
  const [many, few] = [number(row[`${name}_good`]) ?? 0, number(row[`${name}_poor`]) ?? 0]
  const label = name.toUpperCase()
  const meaning = t(`vitals.${name}`)
  const thresholds = t('vitals.thresholds', { good: format.chosen(vital.good, unit), poor: format.chosen(vital.poor, unit) })
  return (
    <Tile
      label={label}
      title={`${meaning}: ${thresholds}`}
      unit={unit}
      value={p75}
      n={n}
      rating={p75 === null ? undefined : rate(vital, p75)}
      better="less"
      trend={course ?? []}
      link={series({ event: 'view', fn: 'p75', field, q: measured(vital) })}
      stale={stale}
      {...wavering(name, n, before)}
    >
      {n === 0 ? (
        <div className={classes.note}>{t('vitals.missing')}</div>
      ) : (
        <RatingBar
          label={meaning}
          parts={{ good: many, needs_improvement: n - many - few, poor: few }}
          links={{
            good: explorer({ event: 'view', q: good(vital) }),
            needs_improvement: explorer({ event: 'view', q: between(vital) }),
            poor: explorer({ event: 'view', q: poor(vital) }),
          }}
        />
      )}
    </Tile>
  )
}

/** What it was before, and how far chance moves either. */
function wavering(name: string, n: number, before: Row | undefined) {
  if (!before) return { before: 'loading' as const }
  const [p70, p80, then] = [number(before[`${name}_p70`]), number(before[`${name}_p80`]), number(before[`${name}_n`]) ?? 0]
  const deviation = (count: number) => ofPercentile({ p70, p80 }, count)
  // A percentile of few says nothing about what it was.
  const value = Math.min(n, then) < FEW ? null : number(before[`${name}_p75`])
  return { deviation: deviation(n), before: { value, n: then, deviation: deviation(then) } }
}
