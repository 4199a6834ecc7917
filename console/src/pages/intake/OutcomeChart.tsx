/** Counts over time, drawn: loaded after the page, since charts are large. */
import { useCallback, useMemo } from 'react'

import type { TimeRange } from '~/lib/time-range'
import { useFormat } from '~/lib/use-format'
import { useSetTime } from '~/lib/use-time'
import { Chart } from '~/ui/Chart'
import { usePalette, type Palette } from '~/ui/colors'
import { outcomeOption } from './outcome-option'
import type { Stacks } from './outcome-series'

type Props = {
  stacks: Stacks
  range: TimeRange
  step: number
  label: string
  height: number
  name: (name: string) => string
  color: (palette: Palette, name: string, index: number) => string
}

export function OutcomeChart({ stacks, range, step, label, height, name, color }: Props) {
  const palette = usePalette()
  const format = useFormat()
  const setTime = useSetTime()
  const option = useMemo(
    () => outcomeOption(stacks, range, step, palette, { name, count: format.count, color: (one, index) => color(palette, one, index) }),
    [stacks, range, step, palette, format, name, color],
  )
  const zoom = useCallback((from: number, to: number) => setTime({ from, to }), [setTime])
  return <Chart option={option} height={height} label={label} onZoom={zoom} />
}
