/** What came, by kind: how many, how fast, how many were lost. Each kind leads to its events. */
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

import type { TimeRange } from '~/lib/time-range'
import { useFormat } from '~/lib/use-format'
import { EVENTS, type EventName } from '~/search-params'
import { DataTable, type Column } from '~/ui/DataTable'
import { KindIcon } from '~/ui/KindIcon'
import { Panel } from '~/ui/Panel'
import classes from './Intake.module.css'
import { isKind, minutesOf, rateText, type KindCount } from './outcome'
import { useKindWord } from './use-kind-word'

type Props = { kinds: KindCount[]; accepted: number; range: TimeRange; stale: boolean }

export function KindTable({ kinds, accepted, range, stale }: Props) {
  const { t } = useTranslation('intake')
  const { applicationId } = useParams({ from: '/known/a/$applicationId/intake' })
  const word = useKindWord()
  const format = useFormat()
  const minutes = minutesOf(range, Date.now())
  const columns: Column<KindCount>[] = [
    {
      id: 'kind',
      header: t('kinds.kind'),
      value: ({ kind }) => word(kind),
      cell: ({ kind }) => (
        <span className={classes.kind}>
          {isKind(kind) && <KindIcon kind={kind} />} {word(kind)}
        </span>
      ),
    },
    { id: 'accepted', header: t('kinds.accepted'), unit: '', value: (row) => row.accepted, bar: true, width: '18%' },
    { id: 'share', header: t('kinds.share'), unit: 'share', value: (row) => (accepted > 0 ? row.accepted / accepted : null), width: '12%' },
    { id: 'perMinute', header: t('kinds.perMinute'), unit: '', value: (row) => row.accepted / minutes, cell: (row) => <span className="num">{rateText(row.accepted / minutes, format.count)}</span>, width: '13%' },
    { id: 'bytes', header: t('kinds.size'), title: t('kinds.sizeHint'), unit: 'bytes', value: (row) => row.bytes || null, width: '13%' },
    { id: 'average', header: t('kinds.average'), title: t('kinds.averageHint'), unit: 'bytes', value: (row) => row.average, width: '13%' },
    { id: 'lost', header: t('kinds.lost'), unit: '', value: (row) => row.lost, width: '13%' },
  ]
  return (
    <Panel title={t('kinds.title')} stale={stale}>
      <DataTable
        label={t('kinds.title')}
        columns={columns}
        rows={kinds}
        rowKey={({ kind }) => kind}
        rowLink={({ kind }) => (isEvent(kind) ? { to: '/a/$applicationId/explorer', params: { applicationId }, search: { event: kind, from: range.from, to: range.to } } : undefined)}
        sort={{ id: 'accepted', descending: true }}
        compact
      />
    </Panel>
  )
}

function isEvent(kind: string): kind is EventName {
  return (EVENTS as readonly string[]).includes(kind)
}
