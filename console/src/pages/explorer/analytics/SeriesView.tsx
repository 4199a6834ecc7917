/** Numbers over time: lines, bars or areas, the groups' own numbers below. */
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { question } from '~/api/queries'
import { Chart } from '~/ui/Chart'
import type { ViewProps } from './Analytics'
import { toCsv } from './csv'
import { Frame } from './Frame'
import classes from './Frame.module.css'
import { GroupsTable } from './GroupsTable'
import type { Group } from './groups'
import type { Line } from './series'
import { SeriesTable } from './SeriesTable'
import { strokesOf, useAnalysis, useLook, useTitle } from './use-analytics'
import { Answered, HEIGHT, Nothing } from './use-answer'
import { usePictureText } from './use-picture-text'
import { useSeries } from './use-series'
import { useSeriesPicture } from './use-series-picture'

const PICTURE_HEIGHT = 480
const LEGEND_HEIGHT = 420

export function SeriesView({ onMark }: ViewProps) {
  const { t } = useTranslation('analytics')
  const asked = useAnalysis()
  const look = useLook()
  const title = useTitle(asked)
  const text = usePictureText()
  const shown = useSeries()
  const { asking, query, series, grouped, worked } = shown
  const lines = useMemo(() => series?.lines ?? [], [series])
  const strokes = useMemo(() => strokesOf(lines.map(({ group }) => group), look.palette), [lines, look.palette])
  const chart = useSeriesPicture({ ...shown, strokes }, onMark)
  const [lit, setLit] = useState<string>()
  const light = useCallback((row: Group, looked: boolean) => setLit(looked ? look.name(row) : undefined), [look])
  const isEmpty = lines.every(({ ns }) => ns.every((n) => n === 0))
  const valueOf = ({ group }: Line) => look.number(grouped?.rows.find(({ key }) => key === group.key)?.value, series!.unit)
  const legend = () => lines.map((line) => ({ text: look.name(line.group), value: valueOf(line), stroke: strokes.get(line.group.key) }))
  return (
    <Answered query={query} queryKey={question(asking).queryKey}>
      {(data) => (
        <Frame
          query={query} queryKey={question(asking).queryKey}
          csv={() => toCsv(data, asked.fn)}
          picture={() => ({ kind: 'chart', ...text, legend: lines.length > 1 ? legend() : [], drawing: chart.drawing!, height: PICTURE_HEIGHT })}
          worked={worked}
          note={series!.left > 0 ? t('left', { count: series!.left }) : undefined}
          table={() => <SeriesTable label={title} series={series!} onMark={onMark} />}
        >
          {isEmpty && <Nothing />}
          {!isEmpty && <Chart drawing={chart.drawing!} height={HEIGHT} label={chart.label} onPick={chart.pick} onZoom={chart.zoom} lit={lit} />}
          {grouped && (
            <div className={classes.legend}>
              <GroupsTable label={title} grouped={grouped} rows={grouped.rows} onMark={onMark} strokes={strokes} compact maxHeight={LEGEND_HEIGHT} onLook={light} />
            </div>
          )}
        </Frame>
      )}
    </Answered>
  )
}
