/** A chart whose drawing library comes with the first one that is shown; until then, its space. */
import { Skeleton } from '@mantine/core'
import { lazy, Suspense } from 'react'

import type { ChartProps } from './Chart'

const Chart = lazy(() => import('./Chart').then((file) => ({ default: file.Chart })))

export function LazyChart(props: ChartProps) {
  return (
    <Suspense fallback={<Skeleton height={props.height} />}>
      <Chart {...props} />
    </Suspense>
  )
}
