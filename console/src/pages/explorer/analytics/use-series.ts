/** What a picture over time shows: its lines, the groups' own numbers, releases, the period before. */
import { useMemo } from 'react'

import type { Answer } from '~/api/ask'
import { before } from '~/lib/time-range'
import { isAdditive } from './analysis'
import { sortRows, toGroups, type Grouped, type GroupRow } from './groups'
import { chooseWidth } from './intervals'
import { groupsQuestion, seriesQuestion, versionsQuestion } from './questions'
import { releasesOf } from './releases'
import { align, foldLines, orderLines, toSeries } from './series'
import { useAnalysis, useWhere } from './use-analytics'
import { useAsk } from './use-answer'

/** More lines than these cannot be told apart, whatever the limit. */
const LINES_MOST = 50

export function useSeries() {
  const asked = useAnalysis()
  const where = useWhere()
  const { by, fn, limit, compare, shape } = asked
  const width = chooseWidth(asked.every, where.range)
  const additive = isAdditive(fn)
  const asking = seriesQuestion(asked, where, width)
  const query = useAsk(asking)
  const groups = useAsk(groupsQuestion(asked, where), by.length > 0)
  const versions = useAsk(versionsQuestion(where))
  const isComparing = compare && by.length === 0 && shape !== 'bar'
  const earlierRange = before(where.range)
  const earlier = useAsk(seriesQuestion(asked, { ...where, range: earlierRange }, width), isComparing)

  const grouped = useMemo(() => (by.length > 0 && groups.data ? readGroups(groups.data) : undefined), [groups.data, by.length])
  const series = useMemo(() => {
    if (!query.data) return undefined
    const folded = foldLines(toSeries(query.data, width, additive), Math.min(limit, LINES_MOST), additive)
    return grouped ? orderLines(folded, grouped.rows.map(({ key }) => key)) : folded
  }, [query.data, width, additive, limit, grouped])
  const releases = useMemo(() => (versions.data ? releasesOf(versions.data, where.range) : []), [versions.data, where.range])
  const values = useMemo(
    () => (isComparing && earlier.data && series ? align(toSeries(earlier.data, width, additive), series.starts, where.range.to - where.range.from) : undefined),
    [isComparing, earlier.data, series, width, additive, where.range],
  )
  return { asking, query, series, grouped, releases, earlier: values, worked: [query.data, groups.data] }
}

function readGroups(answer: Answer): Grouped & { rows: GroupRow[] } {
  const grouped = toGroups(answer)
  return { ...grouped, rows: sortRows(grouped.rows) }
}

