/** Counts over time, drawn, with how many of each below. */
import { useCallback, useMemo } from 'react'

import type { TimeRange } from '~/lib/time-range'
import { useFormat } from '~/lib/use-format'
import { useSetTime } from '~/lib/use-time'
import { useTimeWords } from '~/lib/use-time-words'
import { StackedBars } from '~/ui/StackedBars'
import classes from '~/ui/StackedBars.module.css'
import type { Stacks } from './outcome-series'

type Props = {
  stacks: Stacks
  range: TimeRange
  step: number
  label: string
  height: number
  name: (name: string) => string
  /** As CSS says it. */
  color: (name: string, index: number) => string
}

export function OutcomeChart({ stacks, range, step, label, height, name, color }: Props) {
  const format = useFormat()
  const setTime = useSetTime()
  const times = useTimeWords(step)
  const words = useMemo(() => ({ ...times, count: format.count, axis: format.axis }), [times, format])
  const series = useMemo(
    () => stacks.series.map((one, index) => ({ name: name(one.name), color: color(one.name, index), counts: one.counts })),
    [stacks, name, color],
  )
  // The first bucket may begin before the time does, and is seen whole.
  const shown = useMemo(() => ({ from: Math.min(range.from, stacks.times[0] ?? range.from), to: range.to }), [range, stacks])
  const zoom = useCallback((from: number, to: number) => setTime({ from, to }), [setTime])
  const pick = (_: number | undefined, at: number) => zoom(stacks.times[at]!, stacks.times[at]! + step)
  return (
    <>
      <StackedBars times={stacks.times} step={step} series={series} range={shown} timeZone={format.timeZone} height={height} label={label} words={words} onPick={pick} onZoom={zoom} />
      <ul className={classes.legend}>
        {series.map(({ name, color }, index) => (
          <li key={name}>
            <span className={classes.mark} style={{ background: color }} aria-hidden />
            {name}
            <span className={`${classes.sum} num`}>{format.count(stacks.series[index]!.sum)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
