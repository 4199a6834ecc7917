/** Groups with all their numbers. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

import { question } from '~/api/queries'
import type { Fn } from './analysis'
import type { ViewProps } from './Analytics'
import { toCsv } from './csv'
import { Frame } from './Frame'
import { sortRows, toGroups } from './groups'
import { GroupsTable, tableTexts } from './GroupsTable'
import { groupsQuestion } from './questions'
import { useAnalysis, useLook, useTitle, useWhere } from './use-analytics'
import { Answered, Nothing, useAsk } from './use-answer'
import { usePictureText } from './use-picture-text'

const MOST_HEIGHT = 560

export function TableView({ onMark }: ViewProps) {
  const { t } = useTranslation('analytics')
  const asked = useAnalysis()
  const look = useLook()
  const title = useTitle(asked)
  const text = usePictureText()
  const asking = groupsQuestion(asked, useWhere(), true)
  const query = useAsk(asking)
  const answer = query.data
  const grouped = useMemo(() => answer && toGroups(answer), [answer])
  const rows = useMemo(() => sortRows(grouped?.rows ?? [], asked.first === 'lowest' ? 'ascending' : 'descending'), [grouped, asked.first])
  return (
    <Answered query={query} queryKey={question(asking).queryKey}>
      {(data) => (
        <Frame
          query={query} queryKey={question(asking).queryKey}
          csv={() => toCsv(data, asked.fn)}
          picture={() => ({ kind: 'table', ...text, legend: [], ...tableTexts(grouped!, rows, [asked.fn, ...grouped!.further].map((fn) => t(`short.${fn as Fn}`)), look) })}
          worked={[data]}
        >
          {rows.length === 0 ? <Nothing /> : <GroupsTable label={title} grouped={grouped!} rows={rows} onMark={onMark} maxHeight={MOST_HEIGHT} />}
        </Frame>
      )}
    </Answered>
  )
}
