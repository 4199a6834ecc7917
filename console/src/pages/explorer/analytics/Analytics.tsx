/**
 * The explorer as numbers: a question in words, and its answer as a picture whose every mark leads
 * on. All of it is in the URL; the search text and the time are the explorer's.
 */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Empty } from '~/ui/Loaded'
import { isOverTime, needsField } from './analysis'
import classes from './Analytics.module.css'
import { DistributionView } from './DistributionView'
import type { Mark } from './mark'
import { MarkMenu } from './MarkMenu'
import { PieView } from './PieView'
import { QuestionLine } from './QuestionLine'
import { SeriesView } from './SeriesView'
import { TableView } from './TableView'
import { TopListView } from './TopListView'
import { useAnalysis } from './use-analytics'

export type ViewProps = { onMark: (mark: Mark) => void }

export function Analytics() {
  const { t } = useTranslation('analytics')
  const asked = useAnalysis()
  const [mark, setMark] = useState<Mark>()
  const missing = needsField(asked.fn, asked.shape) && !asked.field
  return (
    <section className={classes.page} aria-label={t('title')}>
      <QuestionLine asked={asked} />
      {missing ? <Empty title={t('choose.title')} hint={t('choose.hint')} /> : <Shown onMark={setMark} />}
      <MarkMenu mark={mark} asked={asked} onClose={() => setMark(undefined)} />
    </section>
  )
}

function Shown({ onMark }: ViewProps) {
  const { shape } = useAnalysis()
  if (isOverTime(shape)) return <SeriesView onMark={onMark} />
  if (shape === 'toplist') return <TopListView onMark={onMark} />
  if (shape === 'pie') return <PieView onMark={onMark} />
  if (shape === 'distribution') return <DistributionView onMark={onMark} />
  return <TableView onMark={onMark} />
}
